package dev.tidemark.report;

import static dev.tidemark.report.TextPage.clean;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings as text, the one that matters most first. */
final class ExplanationText {
    private static final String INDENT = "   ";
    private static final int LABEL_WIDTH = "retained by  ".length();
    private static final int TEXT_WIDTH = TextPage.WIDTH - INDENT.length() - LABEL_WIDTH;

    private final TextPage page;
    private final Ink ink;
    private final String unit;

    /**
     * @param unit what one operation is called, {@code request}
     */
    ExplanationText(TextPage page, Ink ink, String unit) {
        this.page = page;
        this.ink = ink;
        this.unit = unit;
    }

    /** The line that says it all, with the reasons below it. */
    void verdict(String word, String rest) {
        verdict(word, rest, TextPage.WIDTH);
    }

    void verdict(String word, String rest, int width) {
        String label = "VERDICT  ";
        List<String> lines =
                new ArrayList<>(
                        TextPage.wrap(
                                rest.isEmpty() ? word : word + " " + rest, width - label.length()));
        lines.set(0, colour(word) + lines.getFirst().substring(word.length()));
        page.labelled(label, ink.bold(label), lines);
    }

    private String colour(String word) {
        if (word.startsWith("leak")) {
            return ink.red(word);
        }
        return word.startsWith("no") ? ink.green(word) : ink.yellow(word);
    }

    void because(List<String> reasons) {
        because(reasons, TextPage.WIDTH);
    }

    void because(List<String> reasons, int width) {
        String indent = " ".repeat("VERDICT  ".length());
        for (String reason : reasons) {
            page.labelled(
                    indent + "- ",
                    indent + "- ",
                    TextPage.wrap(clean(reason), width - indent.length() - 2));
        }
    }

    void findings(List<Finding> findings) {
        int number = 0;
        for (Finding finding : findings) {
            page.blank();
            finding(++number, finding);
        }
    }

    private void finding(int number, Finding finding) {
        title(String.format(Locale.ROOT, "%-3d", number), finding);
        labelled(
                "retained by",
                TextPage.wrapPath(clean(finding.holder().path().toString()), TEXT_WIDTH));
        SourceLocation declared = finding.holder().source();
        if (declared != null) {
            labelled("declared", TextPage.wrap(clean(declared.toString()), TEXT_WIDTH));
        }
        labelled("evidence", bullets(finding.evidenceFor()));
        labelled("against", bullets(finding.evidenceAgainst()));
        labelled("pattern", List.of(patternWords(finding)));
        Finding.AllocationSite site = finding.allocationSite();
        if (site != null) {
            labelled("made by", TextPage.wrap(clean(siteWords(site)), TEXT_WIDTH));
        }
        fix(finding.fix());
    }

    private void fix(Finding.Fix fix) {
        labelled("fix", TextPage.wrap(clean(fix.change()), TEXT_WIDTH));
        if (fix.before() == null) {
            code(fix.after());
        } else {
            labelled("before", codeLines(fix.before()));
            labelled("after", codeLines(fix.after()));
        }
        labelled("trap", sentences(fix.trap()));
        labelled("verify", sentences(fix.verify()));
    }

    private static List<String> sentences(@Nullable String text) {
        return text == null ? List.of() : TextPage.wrap(clean(text), TEXT_WIDTH);
    }

    private List<String> codeLines(@Nullable String code) {
        return code == null
                ? List.of()
                : code.strip().lines().map(line -> ink.cyan(clean(line))).toList();
    }

    private void title(String number, Finding finding) {
        String title = clean(finding.title());
        String growth = growthWords(finding, unit);
        int gap = TextPage.WIDTH - number.length() - title.length() - growth.length();
        if (gap >= 2) {
            page.line(ink.bold(number + title) + " ".repeat(gap) + ink.cyan(growth));
            return;
        }
        List<String> titleLines = TextPage.wrap(title, TextPage.WIDTH - number.length());
        page.labelled(number, ink.bold(number), titleLines.stream().map(ink::bold).toList());
        TextPage.wrap(growth, TextPage.WIDTH - INDENT.length())
                .forEach(line -> page.line(INDENT + ink.cyan(line)));
    }

    private void labelled(String label, List<String> lines) {
        String padded = INDENT + label + " ".repeat(LABEL_WIDTH - label.length());
        if (!lines.isEmpty()) {
            page.labelled(padded, ink.dim(padded), lines);
        }
    }

    private static List<String> bullets(List<String> facts) {
        return facts.stream()
                .flatMap(fact -> {
                    List<String> lines = TextPage.wrap(clean(fact), TEXT_WIDTH - 2);
                    return Stream.concat(
                            Stream.of(lines.getFirst()),
                            lines.stream().skip(1).map(line -> "  " + line));
                })
                .toList();
    }

    private void code(@Nullable String code) {
        List<String> lines = codeLines(code);
        if (!lines.isEmpty()) {
            String indent = " ".repeat(INDENT.length() + LABEL_WIDTH + 2);
            page.blank();
            lines.forEach(line -> page.line(indent + line));
        }
    }

    /** What grew and is harmless. */
    void notLeaks(List<Explanation.NotLeak> notLeaks) {
        if (notLeaks.isEmpty()) {
            return;
        }
        page.blank();
        page.line(ink.bold("Not leaks:"));
        for (Explanation.NotLeak notLeak : notLeaks) {
            List<String> path =
                    TextPage.wrapPath(
                            clean(notLeak.path().toString()), TextPage.WIDTH - INDENT.length());
            path.forEach(line -> page.line(INDENT + line));
            TextPage.wrap(clean(notLeak.why()), TextPage.WIDTH - 2 * INDENT.length())
                    .forEach(line -> page.line(INDENT + INDENT + ink.dim(line)));
        }
    }

    /** {@code login (server.js:41)}. */
    static String siteWords(Finding.AllocationSite site) {
        return site.function().isBlank()
                ? site.location().toString()
                : site.function() + " (" + site.location() + ")";
    }

    /** {@code unbounded cache (certain)}. */
    static String patternWords(Finding finding) {
        return finding.pattern().replace('-', ' ')
                + " ("
                + ExplanationJson.lowerCase(finding.confidence())
                + ")";
    }

    /** {@code +1.00 Session per request, 812 B retained each, 62 % of the growth}. */
    static String growthWords(Finding finding, String unit) {
        Finding.Growth growth = finding.growth();
        Finding.PerOperation perOperation = growth.perOperation();
        String count =
                perOperation == null
                        ? count(growth.perStep()) + " " + finding.accumulates().type() + " per step"
                        : count(perOperation.count())
                                + " "
                                + finding.accumulates().type()
                                + " per "
                                + unit;
        return clean(count)
                + ", "
                + Bytes.of(finding.accumulates().retainedBytesEach())
                + " retained each, "
                + percent(growth.share())
                + " of the growth";
    }

    /** {@code +1.00}, {@code +0.013}, {@code +2,000}. */
    private static String count(double count) {
        double size = Math.abs(count);
        if (size >= 100 || (size >= 10 && Math.abs(count - Math.rint(count)) < 0.005)) {
            return String.format(Locale.ROOT, "%+,.0f", count);
        }
        return String.format(
                Locale.ROOT, size >= 10 ? "%+.1f" : size >= 0.095 ? "%+.2f" : "%+.2g", count);
    }

    static String percent(double share) {
        return share > 0 && share < 0.01 ? "< 1 %" : Math.round(100 * share) + " %";
    }
}
