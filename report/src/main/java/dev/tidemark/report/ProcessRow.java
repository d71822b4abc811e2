package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be examined.
 *
 * @param rss resident memory, or null when it is not known
 * @param heap in use, or null when it is not known
 * @param heapLimit the largest heap, or null when it is not known
 * @param reach how it would be reached, in words
 */
public record ProcessRow(
        ProcessRef process,
        @Nullable Bytes rss,
        @Nullable Bytes heap,
        @Nullable Bytes heapLimit,
        String reach) {}
