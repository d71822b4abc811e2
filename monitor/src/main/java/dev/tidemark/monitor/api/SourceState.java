package dev.tidemark.monitor.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one source of readings is.
 *
 * @param kind such as {@code scrape}
 * @param name what people know it by
 * @param targets that it reads from
 * @param up how many of them answered last time
 * @param lastAt when the last reading came; null before the first
 * @param error what is wrong, one line; null when nothing is
 */
public record SourceState(
        String kind,
        String name,
        int targets,
        int up,
        @Nullable Instant lastAt,
        @Nullable String error) {}
