package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a process that is being watched.
 *
 * @param samples at least one; their time counts from the first
 * @param limit of the heap, or null when it is not known
 * @param collections in words, maybe empty: {@code 3 full (12 ms), 41 young (38 ms)}
 * @param nativeGrowth what grew outside of a JVM's heap since the first sample, the largest growth
 *     first; null when it is not tracked
 * @param advice how to find out more, or null
 * @param earlier the verdicts before this one, oldest first
 */
public record WatchView(
        ProcessRef process,
        List<MemorySample> samples,
        @Nullable Bytes limit,
        String collections,
        @Nullable List<NativeMemory.Growth> nativeGrowth,
        @Nullable String advice,
        TrendVerdict verdict,
        List<Earlier> earlier) {
    public WatchView {
        samples = List.copyOf(samples);
        nativeGrowth = nativeGrowth == null ? null : List.copyOf(nativeGrowth);
        earlier = List.copyOf(earlier);
    }

    /**
     * A verdict that did not last.
     *
     * @param untilSeconds when another one took its place
     */
    public record Earlier(TrendVerdict verdict, double untilSeconds) {}
}
