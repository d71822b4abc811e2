package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A hunt as text: first what a tired person needs at night, last how it was found out. */
final class HuntText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HuntText() {}

    static String of(HuntReport hunt, Ink ink) {
        TextPage page = new TextPage();
        ExplanationText text = new ExplanationText(page, ink, hunt.run().work().unit());
        VerdictWords verdict = VerdictWords.of(hunt);
        text.verdict(verdict.word(), verdict.rest());
        if (hunt.explanation().verdict() != Explanation.Verdict.LEAKING) {
            text.because(hunt.explanation().because());
            VerdictWords memory = VerdictWords.of(hunt.watch(), 0);
            text.because(
                    List.of(("memory over time: " + memory.word() + " " + memory.rest()).strip()));
        }
        text.findings(hunt.explanation().findings());
        text.notLeaks(hunt.explanation().notLeaks());
        page.blank();
        captures(page, ink, hunt.captures());
        if (hunt.histograms() != null) {
            page.line(ink.bold("Class histograms   ") + hunt.histograms());
        }
        NativeGrowth.line(page, ink, hunt.nativeGrowth());
        for (String warning : hunt.run().warnings()) {
            page.labelled(
                    "Warning  ",
                    ink.yellow("Warning  "),
                    TextPage.wrap(TextPage.clean(warning), TextPage.WIDTH - 9));
        }
        if (hunt.report() != null) {
            page.line(ink.bold("Report   ") + hunt.report());
        }
        return page.toString();
    }

    private static void captures(TextPage page, Ink ink, List<HuntReport.Capture> captures) {
        if (captures.isEmpty()) {
            return;
        }
        page.line(ink.bold("Captures"));
        int number = 0;
        for (HuntReport.Capture capture : captures) {
            page.line(
                    String.format(
                            Locale.ROOT,
                            "   %-3d%s UTC   heap %-8s  paused %-5s%s",
                            ++number,
                            TIME.format(capture.at()),
                            Bytes.of(capture.heapBytes()),
                            Durations.text(capture.pauseSeconds()),
                            where(capture)));
        }
    }

    static String snapshot(HuntReport.Capture capture) {
        return capture.file()
                + ": heap "
                + Bytes.of(capture.heapBytes())
                + ", paused "
                + Durations.text(capture.pauseSeconds())
                + (capture.peakRssBytes() > 0
                        ? ", peak RSS " + Bytes.of(capture.peakRssBytes())
                        : "")
                + "\n";
    }

    private static String where(HuntReport.Capture capture) {
        String peak =
                capture.peakRssBytes() > 0 ? "  peak RSS " + Bytes.of(capture.peakRssBytes()) : "";
        return capture.file() == null ? peak : peak + "  " + capture.file();
    }
}
