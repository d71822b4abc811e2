package dev.tidemark.report;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.TrendVerdict;
import java.util.List;

/**
 * Reports for a person at a terminal: they fit {@value TextPage#WIDTH} columns, say the same with
 * and without colours, and let no control character of a heap's names through.
 */
public final class TextReport {
    private final Ink ink;

    public TextReport(Ink ink) {
        this.ink = ink;
    }

    public String summary(SnapshotSummary summary) {
        return SnapshotText.of(summary, ink);
    }

    public String diff(SnapshotDiff diff) {
        return SnapshotText.of(diff, ink);
    }

    public String why(RetainingPaths why) {
        return SnapshotText.of(why, ink);
    }

    public String explain(Explanation explanation) {
        TextPage page = new TextPage();
        ExplanationText text = new ExplanationText(page, ink, "operation");
        VerdictWords verdict = VerdictWords.of(explanation);
        text.verdict(verdict.word(), verdict.rest());
        text.because(explanation.because());
        text.findings(explanation.findings());
        text.notLeaks(explanation.notLeaks());
        return page.toString();
    }

    public String hunt(HuntReport hunt) {
        return HuntText.of(hunt, ink);
    }

    /** The verdict on a memory series and its reasons. */
    public String judge(TrendVerdict verdict) {
        TextPage page = new TextPage();
        ExplanationText text = new ExplanationText(page, ink, "operation");
        VerdictWords words = VerdictWords.of(verdict);
        text.verdict(words.word(), words.rest());
        text.because(verdict.basis().because());
        return page.toString();
    }

    /** The processes that can be examined, one a line. */
    public String ps(List<ProcessRef> processes) {
        TextPage page = new TextPage();
        List<List<String>> rows =
                processes.stream()
                        .map(process ->
                                List.of(
                                        process.target(),
                                        process.runtime().label(),
                                        process.version() == null ? "" : process.version(),
                                        TextPage.clean(process.title())))
                        .toList();
        TextPage.wordTable(List.of("TARGET", "RUNTIME", "VERSION", "WHAT"), rows, ink::dim)
                .forEach(page::line);
        return page.toString();
    }
}
