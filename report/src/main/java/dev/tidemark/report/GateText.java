package dev.tidemark.report;

import static dev.tidemark.report.TextPage.clean;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding;
import java.util.Locale;

/** The outcome of a gate as text: the word that the exit code says, why, and what leaks. */
final class GateText {
    private static final int LABEL_WIDTH = "VERDICT  ".length();

    private GateText() {}

    static String of(GateReport gate, Ink ink) {
        TextPage page = new TextPage();
        ExplanationText text = new ExplanationText(page, ink, gate.run().unit());
        text.verdict(word(gate.outcome()), rest(gate));
        text.because(gate.because());
        text.findings(gate.findings());
        page.blank();
        line(page, ink, "Run", amount(gate.run()));
        line(page, ink, "Again", gate.run().again());
        return page.toString();
    }

    private static String word(GateReport.Outcome outcome) {
        return switch (outcome) {
            case PASS -> "no leak found";
            case FAIL -> "leaking";
            case UNDECIDED -> "undecided";
        };
    }

    private static String rest(GateReport gate) {
        double bytes =
                gate.findings().stream()
                        .map(Finding::growth)
                        .map(Finding.Growth::perOperation)
                        .mapToDouble(each -> each == null ? 0 : each.bytes())
                        .sum();
        return gate.outcome() == GateReport.Outcome.FAIL && bytes > 0
                ? "%s per %s in %s"
                        .formatted(
                                Bytes.of(bytes),
                                gate.run().unit(),
                                TextPage.counted(gate.findings().size(), "holder", "holders"))
                : "";
    }

    private static String amount(GateReport.Run run) {
        String bound =
                run.falseAlarmBound() > 0
                        ? "; a false alarm in at most 1 of %s runs"
                                .formatted(TextPage.grouped(Math.round(1 / run.falseAlarmBound())))
                        : "";
        return String.format(
                Locale.ROOT,
                "%s in %.1f CPU seconds%s",
                TextPage.counted(run.iterations(), run.unit(), run.unit() + "s"),
                run.cpuSeconds(),
                bound);
    }

    private static void line(TextPage page, Ink ink, String label, String words) {
        String padded = label + " ".repeat(LABEL_WIDTH - label.length());
        page.labelled(
                padded,
                ink.bold(padded),
                TextPage.wrap(clean(words), TextPage.WIDTH - LABEL_WIDTH));
    }
}
