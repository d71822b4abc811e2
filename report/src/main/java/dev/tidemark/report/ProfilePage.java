package dev.tidemark.report;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.FunctionRow;
import dev.tidemark.profile.FunctionTable;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Observation;
import dev.tidemark.profile.Rates;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * An allocation profile as one HTML file that needs nothing else: what stands out, a flame graph
 * for each measure, and the functions as a table, which says the same to those who cannot see the
 * graph. All of it can be read without a script; with one, the graph can be zoomed and searched.
 */
public final class ProfilePage {
    private final ProfileReport report;
    private final Html html = new Html();

    private ProfilePage(ProfileReport report) {
        this.report = report;
    }

    /** The whole file. */
    public static String of(ProfileReport report) {
        return new ProfilePage(report).page();
    }

    private String page() {
        String title = "Allocations: " + report.subject();
        return new HtmlPage(title, List.of("report.css", "profile.css"), "profile.js")
                .around(html, this::body);
    }

    private void body() {
        html.element(
                "header",
                _ -> {
                    html.element("span class=\"brand\"", "Tidemark");
                    html.element("span class=\"target\"", report.subject());
                });
        html.element("h1", "Allocations");
        html.each(ProfileWords.totals(report), line -> html.element("p class=\"lead\"", line));
        observations();
        for (Measure measure : report.profile().measures()) {
            html.element("h2", title(measure));
            FlameGraph.write(html, report.profile(), measure);
        }
        html.element("h2", "Functions");
        html.element("div class=\"scroll\"", _ -> html.element("table", _ -> table()));
    }

    private static String title(Measure measure) {
        return switch (measure) {
            case ALLOCATED -> "What is allocated";
            case ALIVE -> "What is still alive";
        };
    }

    private void observations() {
        List<Observation> seen = Observation.of(report.profile());
        if (!seen.isEmpty()) {
            html.element("h2", "What stands out");
            html.element(
                    "ul", _ -> html.each(seen, each -> html.element("li", ProfileWords.of(each))));
        }
    }

    private void table() {
        AllocationProfile profile = report.profile();
        html.element(
                "tr",
                _ -> {
                    html.element("th scope=\"col\"", "Function");
                    for (Measure measure : profile.measures()) {
                        html.element("th scope=\"col\"", measure.label());
                        html.element("th scope=\"col\"", measure.label() + ", with calls");
                    }
                    if (profile.measures().size() > 1) {
                        html.element("th scope=\"col\"", "of it alive");
                    }
                });
        FunctionTable.of(profile).stream()
                .filter(row -> !row.share(profile.mainMeasure()).self().isNone())
                .limit(report.top())
                .forEach(row -> html.element("tr", _ -> row(row)));
    }

    private void row(FunctionRow row) {
        html.element("th scope=\"row\"", ProfileWords.frame(row.function()));
        for (Measure measure : report.profile().measures()) {
            html.element("td", TextPage.size(row.share(measure).self().bytes()));
            html.element("td", TextPage.size(row.share(measure).total().bytes()));
        }
        if (report.profile().measures().size() > 1) {
            html.element("td", alive(row));
        }
    }

    /** Empty where it cannot be told. */
    private String alive(FunctionRow row) {
        OptionalDouble alive =
                Rates.aliveShare(report.profile(), row.allocated().self(), row.alive().self());
        return alive.isPresent()
                ? String.format(Locale.ROOT, "%.1f %%", 100 * alive.getAsDouble())
                : "";
    }
}
