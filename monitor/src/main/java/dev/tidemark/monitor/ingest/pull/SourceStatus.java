package dev.tidemark.monitor.ingest.pull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one target of a source was read last.
 *
 * @param source {@code local}, {@code scrape}, {@code prometheus} or {@code kubernetes}
 * @param target its process or address
 * @param at when that was
 * @param took how long it took
 * @param error why it failed, in one line; null when it did not
 */
public record SourceStatus(
        String source, String target, Instant at, Duration took, @Nullable String error) {}
