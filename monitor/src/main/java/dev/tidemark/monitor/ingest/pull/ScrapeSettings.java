package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of metrics of one service, or of those that files name.
 *
 * @param targets host and port of each
 * @param files that list targets as Prometheus' {@code file_sd} does; may have {@code *} in their
 *     names; read again when they change
 * @param labels what else is known of the processes, such as their version
 * @param scheme {@code http} or {@code https}
 * @param path of the page
 */
public record ScrapeSettings(
        List<String> targets,
        List<String> files,
        Map<String, String> labels,
        String scheme,
        String path,
        Duration interval,
        @Nullable Hidden token) {
    static final Duration INTERVAL = Duration.ofSeconds(15);

    static ScrapeSettings of(Section section) {
        section.only(
                "service",
                "targets",
                "files",
                "labels",
                "scheme",
                "path",
                "interval",
                "bearer_token_file",
                "bearer_token_env");
        String scheme = section.text("scheme", "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw section.wrong("scheme", "http or https", scheme);
        }
        List<String> targets = section.texts("targets");
        for (String target : targets) {
            if (!ScrapeTargets.isHostAndPort(target)) {
                throw section.wrong("targets", "host:port", target);
            }
        }
        Duration interval = section.time("interval", INTERVAL);
        if (!interval.isPositive()) {
            throw section.wrong("interval", "more than 0", interval.toString());
        }
        return new ScrapeSettings(
                targets,
                section.texts("files"),
                labels(section),
                scheme,
                section.text("path", "/metrics"),
                interval,
                section.secret("bearer_token"));
    }

    private static Map<String, String> labels(Section section) {
        Map<String, String> labels = new HashMap<>();
        String service = section.text("service");
        if (service != null) {
            labels.put("job", service);
        }
        Section given = section.section("labels");
        given.node().propertyNames().forEach(name -> labels.put(name, given.text(name, "")));
        return labels;
    }

    ScrapeTarget target(String hostAndPort, Map<String, String> more) {
        return ScrapeTargets.of(hostAndPort, scheme, path, labels, more, interval, token);
    }
}
