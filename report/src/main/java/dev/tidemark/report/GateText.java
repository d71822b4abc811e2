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
        text.verdict(word(gate), rest(gate));
        text.because(gate.because());
        text.findings(gate.newFindings());
        page.blank();
        if (gate.baseline() != null) {
            baseline(page, ink, gate.baseline());
        }
        line(page, ink, "Run", amount(gate.run()));
        line(page, ink, "Again", gate.run().again());
        return page.toString();
    }

    private static void baseline(TextPage page, Ink ink, GateReport.Baseline baseline) {
        for (GateReport.Known known : baseline.known()) {
            line(page, ink, "Known", words(known));
        }
        for (GateReport.Known gone : baseline.gone()) {
            line(
                    page,
                    ink,
                    "Gone",
                    "%s: take %s out of %s"
                            .formatted(gone.title(), gone.fingerprint(), baseline.file()));
        }
    }

    static String words(GateReport.Known known) {
        return known.title()
                + (known.expires() == null ? "" : ", until " + known.expires())
                + (known.reason().isBlank() ? "" : ": " + known.reason());
    }

    static String word(GateReport gate) {
        return switch (gate.outcome()) {
            case PASS -> gate.findings().isEmpty() ? "no leak found" : "no new leak found";
            case FAIL -> "leaking";
            case UNDECIDED -> "undecided";
        };
    }

    static String rest(GateReport gate) {
        double bytes =
                gate.newFindings().stream()
                        .map(Finding::growth)
                        .map(Finding.Growth::perOperation)
                        .mapToDouble(each -> each == null ? 0 : each.bytes())
                        .sum();
        return gate.outcome() == GateReport.Outcome.FAIL && bytes > 0
                ? "%s per %s in %s"
                        .formatted(
                                Bytes.of(bytes),
                                gate.run().unit(),
                                TextPage.counted(gate.newFindings().size(), "holder", "holders"))
                : "";
    }

    static String amount(GateReport.Run run) {
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
