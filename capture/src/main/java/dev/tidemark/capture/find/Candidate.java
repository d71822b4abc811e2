package dev.tidemark.capture.find;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be examined here.
 *
 * @param rss resident memory; null when it is not known, as for one tab of a browser
 * @param heap in use; null unless it can be told without disturbing the process: an inspector is
 *     open that nobody uses, or a JVM keeps counters
 * @param heapLimit the largest heap; null when it is not known
 */
public record Candidate(
        ProcessRef process,
        @Nullable Bytes rss,
        @Nullable Bytes heap,
        @Nullable Bytes heapLimit,
        Reach reach) {}
