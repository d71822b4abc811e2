package dev.tidemark.monitor.ingest.pull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The latest status of each target. Threads: any. */
final class StatusBoard {
    private final Map<String, SourceStatus> byName = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    StatusBoard(InstantSource clock) {
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * @param error null when all went well
     */
    void put(String source, String target, Instant began, @Nullable String error) {
        byName.put(
                source + " " + target,
                new SourceStatus(
                        source, target, began, Duration.between(began, clock.instant()), error));
    }

    void remove(String source, String target) {
        byName.remove(source + " " + target);
    }

    List<SourceStatus> all() {
        return List.copyOf(byName.values());
    }
}
