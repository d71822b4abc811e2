package dev.tidemark.report;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import java.util.Locale;

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

    /** Where a person finds what was opened. */
    public String opened(String address) {
        return "Open "
                + ink.bold(address)
                + System.lineSeparator()
                + "Ctrl-C ends it."
                + System.lineSeparator();
    }

    public String redact(RedactionReport redaction) {
        return RedactionText.of(redaction, ink);
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

    public String gate(GateReport gate) {
        return GateText.of(gate, ink);
    }

    public String profile(ProfileReport profile) {
        return ProfileText.of(profile, ink);
    }

    public String profileDiff(ProfileDiffReport diff) {
        return ProfileText.of(diff, ink);
    }

    /**
     * The verdict on a memory series and its reasons.
     *
     * @param begin of the series, in the seconds that the verdict counts in
     */
    public String judge(TrendVerdict verdict, double begin) {
        TextPage page = new TextPage();
        ExplanationText text = new ExplanationText(page, ink, "operation");
        VerdictWords words = VerdictWords.of(verdict, begin);
        text.verdict(words.word(), words.rest());
        text.because(VerdictWords.reasons(verdict, begin));
        return page.toString();
    }

    /**
     * The verdicts on several series, each with its reasons.
     *
     * @param series worst first
     */
    public String judge(List<JudgedSeries> series) {
        if (series.size() == 1) {
            return judge(series.getFirst().verdict(), series.getFirst().begin());
        }
        StringBuilder text = new StringBuilder();
        for (JudgedSeries one : series) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(ink.bold(TextPage.clean(one.name())))
                    .append('\n')
                    .append(judge(one.verdict(), one.begin()));
        }
        return text.toString();
    }

    /**
     * A change of verdict while a series is followed, as one line.
     *
     * @param begin of the series
     * @param now when it changed, in the same seconds
     */
    public String judge(String series, double begin, double now, TrendVerdict verdict) {
        VerdictWords words = VerdictWords.of(verdict, begin);
        return String.format(
                Locale.ROOT,
                "%s  %s  %s%n",
                TextPage.clean(series),
                Durations.text(now - begin),
                (words.word() + " " + words.rest()).strip());
    }

    /**
     * A watched process, for a terminal that is painted again and again.
     *
     * @param columns of that terminal: no line is longer
     */
    public String watchScreen(WatchView view, int columns) {
        return WatchText.screen(view, ink, columns);
    }

    /** What watching a process came to. */
    public String watched(WatchView view) {
        return WatchText.verdict(view, ink);
    }

    /** The newest sample of a watched process as one line. */
    public String watchLine(WatchView view) {
        return WatchText.line(view.samples().getLast(), view);
    }

    /** Where a snapshot is and what it cost. */
    public String snapshot(HuntReport.Capture capture) {
        return HuntText.snapshot(capture);
    }

    /** The processes that can be examined, one a line. */
    public String ps(List<ProcessRow> processes) {
        TextPage page = new TextPage();
        if (processes.isEmpty()) {
            page.line("nothing found; --all lists every process");
            return page.toString();
        }
        List<List<String>> rows =
                processes.stream()
                        .map(row ->
                                List.of(
                                        row.process().target(),
                                        runtime(row.process()),
                                        row.rss() == null ? "" : row.rss().toString(),
                                        heap(row),
                                        TextPage.clean(row.reach()),
                                        TextPage.clean(row.process().title())))
                        .toList();
        TextPage.wordTable(
                        List.of("TARGET", "RUNTIME", "RSS", "HEAP", "HOW", "WHAT"), rows, ink::dim)
                .forEach(page::line);
        return page.toString();
    }

    private static String heap(ProcessRow row) {
        if (row.heap() == null) {
            return "";
        }
        return row.heapLimit() == null
                ? row.heap().toString()
                : row.heap() + " of " + row.heapLimit();
    }

    private static String runtime(ProcessRef process) {
        return process.version() == null
                ? process.runtime().label()
                : process.runtime().label() + " " + process.version();
    }
}
