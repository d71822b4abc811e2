package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.ingest.IdentityLabels;
import dev.tidemark.monitor.settings.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers come from: the section {@code sources} of the settings.
 *
 * @param labels which labels name a process
 * @param local processes of this machine
 * @param scrape pages of metrics that are fetched
 * @param prometheus servers that have scraped such pages
 * @param kubernetes a cluster whose pods are scraped; null: none
 */
public record SourceSettings(
        IdentityLabels labels,
        LocalSettings local,
        List<ScrapeSettings> scrape,
        List<PrometheusSettings> prometheus,
        @Nullable KubernetesSettings kubernetes) {

    /** Nothing is fetched; what is pushed is received all the same. */
    public static SourceSettings none() {
        return new SourceSettings(
                IdentityLabels.standard(), LocalSettings.NONE, List.of(), List.of(), null);
    }

    /**
     * Reads the section.
     *
     * @throws IllegalArgumentException with one line: where, what was expected, what was found
     */
    public static SourceSettings of(Section section) {
        section.only("labels", "local", "scrape", "prometheus", "kubernetes");
        return new SourceSettings(
                labels(section.section("labels")),
                LocalSettings.of(section.section("local")),
                section.sections("scrape").stream().map(ScrapeSettings::of).toList(),
                section.sections("prometheus").stream().map(PrometheusSettings::of).toList(),
                KubernetesSettings.of(section.section("kubernetes")));
    }

    private static IdentityLabels labels(Section section) {
        section.only("service", "build", "instance");
        IdentityLabels standard = IdentityLabels.standard();
        return new IdentityLabels(
                texts(section, "service", standard.service()),
                texts(section, "build", standard.build()),
                texts(section, "instance", standard.instance()));
    }

    private static List<String> texts(Section section, String name, List<String> otherwise) {
        return section.has(name) ? section.texts(name) : otherwise;
    }
}
