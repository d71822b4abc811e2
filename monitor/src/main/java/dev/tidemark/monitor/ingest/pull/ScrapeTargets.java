package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.settings.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes targets of what people and files say of them. */
final class ScrapeTargets {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::\\d{1,5})?");

    private ScrapeTargets() {}

    static boolean isHostAndPort(String text) {
        return HOST_AND_PORT.matcher(text).matches();
    }

    /**
     * A target.
     *
     * @param labels what is known of all targets beside it
     * @param more what is known of this one; {@code __scheme__}, {@code __metrics_path__} and
     *     {@code __address__} say where it is, as in Prometheus, and other names that begin so are
     *     left out
     * @throws IllegalArgumentException if its address is none
     */
    static ScrapeTarget of(
            String hostAndPort,
            String scheme,
            String path,
            Map<String, String> labels,
            Map<String, String> more,
            Duration interval,
            @Nullable Hidden token) {
        Map<String, String> all = new HashMap<>();
        all.put("instance", hostAndPort);
        all.putAll(labels);
        all.putAll(more);
        String address =
                all.getOrDefault("__scheme__", scheme)
                        + "://"
                        + all.getOrDefault("__address__", hostAndPort)
                        + all.getOrDefault("__metrics_path__", path);
        all.keySet().removeIf(name -> name.startsWith("__"));
        return new ScrapeTarget(URI.create(address), all, interval, token);
    }
}
