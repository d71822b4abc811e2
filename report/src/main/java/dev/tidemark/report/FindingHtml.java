package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One finding as a card: what, how fast, why we think so, how to fix it. */
final class FindingHtml {
    private final Html html;
    private final String unit;

    FindingHtml(Html html, String unit) {
        this.html = html;
        this.unit = unit;
    }

    void write(int number, Finding finding) {
        html.element(
                "article class=\"finding\"",
                _ -> {
                    html.element(
                            "h3",
                            _ -> {
                                html.element("span class=\"number\"", Integer.toString(number));
                                html.text(finding.title());
                            });
                    html.element("p class=\"growth\"", ExplanationText.growthWords(finding, unit));
                    html.element("p class=\"path\"", _ -> path(html, holder(finding)));
                    html.element("div class=\"columns\"", _ -> columns(finding));
                    fix(finding.fix());
                    more(finding);
                });
    }

    private static String holder(Finding finding) {
        return finding.holder().path().toString();
    }

    /** A path that may be broken before its arrows. */
    static void path(Html html, String path) {
        String arrow = "";
        for (String step : path.split(" > ", -1)) {
            html.raw(arrow).element("span class=\"step\"", step);
            arrow = " <span class=\"arrow\">&gt;</span> ";
        }
    }

    private void columns(Finding finding) {
        html.element("div class=\"facts-for\"", _ -> evidence(finding));
        html.element("div class=\"counts\"", _ -> counts(finding));
    }

    private void evidence(Finding finding) {
        html.element("h4", "Evidence");
        list("for", finding.evidenceFor());
        if (!finding.evidenceAgainst().isEmpty()) {
            html.element("h4", "What speaks against it");
            list("against", finding.evidenceAgainst());
        }
    }

    private void list(String type, List<String> facts) {
        html.element(
                "ul class=\"" + type + "\"",
                _ -> html.each(facts, fact -> html.element("li", fact)));
    }

    private void counts(Finding finding) {
        html.element("h4", "Count in each snapshot");
        List<Long> counts = finding.accumulates().counts();
        long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
        html.element(
                "div class=\"bars\"",
                _ ->
                        html.each(
                                counts,
                                count -> {
                                    html.element(
                                            "div class=\"bar\"",
                                            _ -> {
                                                html.element("b", TextPage.grouped(count));
                                                html.raw(
                                                        String.format(
                                                                Locale.ROOT,
                                                                "<i style=\"--part:%.3f\"></i>",
                                                                (double) count / most));
                                            });
                                }));
    }

    private void fix(Finding.Fix fix) {
        html.element(
                "div class=\"fix\"",
                _ -> {
                    html.element("h4", "Fix");
                    html.element("p", fix.change());
                    code("Before", fix.before());
                    code(fix.before() == null ? "" : "After", fix.after());
                    sentence("Trap", fix.trap());
                    sentence("Verify", fix.verify());
                });
    }

    private void code(String label, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return;
        }
        if (!label.isEmpty()) {
            html.element("h5", label);
        }
        html.element("pre", _ -> html.element("code", code.stripTrailing()));
    }

    private void sentence(String label, @Nullable String text) {
        if (text != null) {
            html.element("h5", label);
            html.element("p", text);
        }
    }

    private void more(Finding finding) {
        html.element(
                "details",
                _ -> {
                    html.element("summary", "Retaining path and details");
                    html.element(
                            "ol class=\"steps\"",
                            _ ->
                                    html.each(
                                            finding.holder().path().steps(),
                                            step -> html.element("li", step.toString())));
                    html.element("dl class=\"facts\"", _ -> details(finding));
                });
    }

    private void details(Finding finding) {
        Finding.AllocationSite site = finding.allocationSite();
        fact("Accumulates", finding.accumulates().type());
        fact("Each retains", Bytes.of(finding.accumulates().retainedBytesEach()).toString());
        fact("Per step", Bytes.of(finding.growth().bytesPerStep()).toString());
        fact("Holder", finding.holder().type());
        if (finding.holder().source() != null) {
            fact("Holder made at", finding.holder().source().toString());
        }
        if (site != null) {
            fact("Made by", ExplanationText.siteWords(site));
        }
        fact("Pattern", ExplanationText.patternWords(finding));
        fact("Fingerprint", finding.fingerprint());
    }

    private void fact(String name, String value) {
        html.element("dt", name).element("dd", value);
    }
}
