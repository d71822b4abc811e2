package dev.tidemark.report;

import java.util.List;
import java.util.Locale;

/** A gate as one HTML file that needs nothing else, for the artifacts of a build. */
public final class GateHtml {
    private final GateReport gate;
    private final Html html = new Html();

    private GateHtml(GateReport gate) {
        this.gate = gate;
    }

    /** The whole file. */
    public static String of(GateReport gate) {
        return new GateHtml(gate).page();
    }

    private String page() {
        String title = GateText.word(gate) + ": " + gate.scenario();
        return new HtmlPage(title, List.of("report.css"), null).around(html, this::body);
    }

    private void body() {
        html.element(
                "header",
                _ -> {
                    html.element("span class=\"brand\"", "Tidemark");
                    html.element("span class=\"target\"", gate.scenario());
                });
        html.element("section class=\"verdict " + tone() + "\"", _ -> verdict());
        findings();
        if (gate.baseline() != null) {
            known("Known leaks", gate.baseline().known());
            known("Known leaks that are gone", gate.baseline().gone());
        }
        run();
    }

    private String tone() {
        return switch (gate.outcome()) {
            case PASS -> "good";
            case FAIL -> "bad";
            case UNDECIDED -> "open";
        };
    }

    private void verdict() {
        String word = GateText.word(gate);
        html.element("h1", word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        String rest = GateText.rest(gate);
        if (!rest.isEmpty()) {
            html.element("p class=\"lead\"", rest);
        }
        html.element(
                "ul class=\"because\"",
                _ -> html.each(gate.because(), why -> html.element("li", why)));
    }

    private void findings() {
        if (gate.newFindings().isEmpty()) {
            return;
        }
        html.element("h2", "What leaks");
        int number = 0;
        for (var finding : gate.newFindings()) {
            new FindingHtml(html, gate.run().unit()).write(++number, finding);
        }
    }

    private void known(String title, List<GateReport.Known> leaks) {
        if (leaks.isEmpty()) {
            return;
        }
        html.element("h2", title);
        html.element(
                "dl class=\"notleaks\"",
                _ ->
                        html.each(
                                leaks,
                                leak -> {
                                    html.element("dt", leak.fingerprint());
                                    html.element("dd", GateText.words(leak));
                                }));
    }

    private void run() {
        html.element("h2", "How this was found out");
        html.element(
                "dl class=\"facts\"",
                _ -> {
                    fact("Run", GateText.amount(gate.run()));
                    fact("Seed", Long.toString(gate.run().seed()));
                    fact("Again", gate.run().again());
                });
    }

    private void fact(String name, String value) {
        html.element("dt", name).element("dd", value);
    }
}
