package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus server that has the numbers already.
 *
 * @param url such as {@code http://localhost:9090}
 * @param match what else series have to match, such as {@code namespace="shop"}; may be empty
 * @param interval between two questions
 * @param backfill how much of the past is asked for at the beginning
 */
public record PrometheusSettings(
        URI url, String match, Duration interval, Duration backfill, @Nullable Hidden token) {

    static PrometheusSettings of(Section section) {
        section.only(
                "url", "match", "interval", "backfill", "bearer_token_file", "bearer_token_env");
        URI url = section.url("url");
        if (url == null) {
            throw section.wrong("url", "the URL of a Prometheus server", "nothing");
        }
        Duration interval = section.time("interval", ScrapeSettings.INTERVAL);
        if (!interval.isPositive()) {
            throw section.wrong("interval", "more than 0", interval.toString());
        }
        return new PrometheusSettings(
                url,
                section.text("match", ""),
                interval,
                section.time("backfill", Duration.ofHours(6)),
                section.secret("bearer_token"));
    }
}
