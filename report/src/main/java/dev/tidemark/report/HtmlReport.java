package dev.tidemark.report;

import static dev.tidemark.report.TextPage.grouped;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A hunt as one HTML file that needs nothing else: no network, no fonts, no other file. Light and
 * dark follow the reader's system; it can be printed.
 */
public final class HtmlReport {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HuntReport hunt;
    private final Html html = new Html();

    private HtmlReport(HuntReport hunt) {
        this.hunt = hunt;
    }

    /** The whole file. */
    public static String of(HuntReport hunt) {
        return new HtmlReport(hunt).page();
    }

    private String page() {
        String title = VerdictWords.of(hunt).word() + ": " + hunt.target().title();
        return new HtmlPage(title, List.of("report.css"), "report.js").around(html, this::body);
    }

    private void body() {
        html.element("header", _ -> header());
        html.element("section class=\"verdict " + tone() + "\"", _ -> verdict());
        new MemoryChart(html, hunt).write();
        findings();
        notLeaks();
        captures();
        environment();
    }

    private void header() {
        html.element("span class=\"brand\"", "Tidemark");
        html.element("span class=\"target\"", hunt.target().title());
        html.element("time", DATE.format(hunt.run().startedAt()));
    }

    private String tone() {
        return switch (hunt.explanation().verdict()) {
            case LEAKING -> "bad";
            case NONE -> "good";
            case UNDECIDED -> "open";
        };
    }

    private void verdict() {
        VerdictWords words = VerdictWords.of(hunt);
        String word = words.word();
        html.element("h1", word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        if (hunt.explanation().verdict() == Explanation.Verdict.LEAKING) {
            html.element("p class=\"lead\"", words.rest());
        }
        html.element(
                "ul class=\"because\"",
                _ -> html.each(hunt.explanation().because(), why -> html.element("li", why)));
        html.each(hunt.run().warnings(), warning -> html.element("p class=\"warning\"", warning));
    }

    private void findings() {
        if (hunt.explanation().findings().isEmpty()) {
            return;
        }
        html.element("h2", "What leaks");
        int number = 0;
        for (var finding : hunt.explanation().findings()) {
            new FindingHtml(html, hunt.run().work().unit()).write(++number, finding);
        }
    }

    private void notLeaks() {
        List<Explanation.NotLeak> notLeaks = hunt.explanation().notLeaks();
        if (notLeaks.isEmpty()) {
            return;
        }
        html.element("h2", "What grew and does not leak");
        html.element(
                "dl class=\"notleaks\"",
                _ ->
                        html.each(
                                notLeaks,
                                notLeak -> {
                                    html.element(
                                            "dt",
                                            _ -> FindingHtml.path(html, notLeak.path().toString()));
                                    html.element("dd", notLeak.why());
                                }));
    }

    private void captures() {
        if (hunt.captures().isEmpty()) {
            return;
        }
        html.element("h2", "Snapshots");
        html.element(
                "div class=\"scroll\"",
                _ ->
                        html.element(
                                "table",
                                _ -> {
                                    html.raw(
                                            "<thead><tr><th>#<th>at (UTC)<th>heap<th>pause"
                                                    + "<th>peak RSS<th>file</thead>");
                                    html.element("tbody", _ -> captureRows());
                                }));
    }

    private void captureRows() {
        int number = 0;
        for (HuntReport.Capture capture : hunt.captures()) {
            String first = Integer.toString(++number);
            html.element(
                    "tr",
                    _ -> {
                        html.element("td", first);
                        html.element("td", TIME.format(capture.at()));
                        html.element("td", Bytes.of(capture.heapBytes()).toString());
                        html.element("td", Durations.text(capture.pauseSeconds()));
                        html.element(
                                "td",
                                capture.peakRssBytes() > 0
                                        ? Bytes.of(capture.peakRssBytes()).toString()
                                        : "not known");
                        html.element(
                                "td",
                                capture.file() == null
                                        ? "deleted after it was read"
                                        : capture.file());
                    });
        }
    }

    private void environment() {
        HuntReport.Work work = hunt.run().work();
        html.element("h2", "How this was found out");
        html.element(
                "dl class=\"facts\"",
                _ -> {
                    fact("Command", hunt.run().command());
                    fact("Process", hunt.target().title() + " (" + hunt.target().target() + ")");
                    fact(
                            "Runtime",
                            hunt.target().version() == null
                                    ? hunt.target().runtime().label()
                                    : hunt.target().runtime().label()
                                            + " "
                                            + hunt.target().version());
                    if (work.perStep() > 0) {
                        fact(
                                "Work",
                                grouped(work.perStep())
                                        + " "
                                        + work.unit()
                                        + (work.perStep() == 1 ? "" : "s")
                                        + " between two snapshots, "
                                        + Math.round(work.perSecond())
                                        + " per second");
                    }
                    fact("Memory over time", memory());
                    String grown = NativeGrowth.text(hunt.nativeGrowth());
                    if (!grown.isEmpty()) {
                        fact("Grown outside of the heap", grown);
                    }
                    if (hunt.histograms() != null) {
                        fact("Class histograms", hunt.histograms().toString());
                    }
                    fact("Took", Durations.text(hunt.run().took().toMillis() / 1000.0));
                    fact("Tidemark", hunt.run().tidemark());
                });
    }

    private String memory() {
        VerdictWords words = VerdictWords.of(hunt.watch(), 0);
        String reasons = String.join("; ", hunt.watch().basis().because());
        return (words.word() + " " + words.rest()).strip()
                + (reasons.isEmpty() ? "" : ": " + reasons);
    }

    private void fact(String name, String value) {
        html.element("dt", name).element("dd", value);
    }
}
