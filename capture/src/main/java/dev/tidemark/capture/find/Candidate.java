package dev.tidemark.capture.find;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be examined here.
 *
 * @param rss resident memory; null when it is not known, as for one tab of a browser
 * @param heap in use; null unless an inspector is open that nobody uses
 */
public record Candidate(
        ProcessRef process, @Nullable Bytes rss, @Nullable Bytes heap, Reach reach) {}
