package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.settings.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of metrics that is fetched again and again.
 *
 * @param page its address
 * @param labels what is known of the process behind it, such as its job
 * @param interval from one time to the next
 * @param token sent to it; null: none is wanted
 */
record ScrapeTarget(
        URI page, Map<String, String> labels, Duration interval, @Nullable Hidden token) {
    ScrapeTarget {
        labels = Map.copyOf(labels);
    }

    /**
     * How long to wait before the first time, so that many targets do not come at once: some part
     * of the interval, always the same for a target.
     */
    Duration firstWait() {
        long millis = Math.max(1, interval.toMillis());
        return Duration.ofMillis(Math.floorMod(page.toString().hashCode() * 0x9E3779B1L, millis));
    }
}
