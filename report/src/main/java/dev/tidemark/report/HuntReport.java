package dev.tidemark.report;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.TrendVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a hunt found out about one process.
 *
 * @param explanation what the comparison of the snapshots came to
 * @param watch what memory did over time
 * @param samples what was measured on the way; their time counts from {@code run.startedAt}
 * @param captures the snapshots, in the order in which they were taken; none when class histograms
 *     showed that nothing grows
 * @param nativeGrowth what grew outside of a JVM's heap between the first snapshot and the last,
 *     the largest growth first; null when it is not tracked
 * @param histograms how often live objects were counted by class; null when they were not
 * @param report the HTML file that this report is also written to, or null
 */
public record HuntReport(
        ProcessRef target,
        Run run,
        Explanation explanation,
        TrendVerdict watch,
        List<MemorySample> samples,
        List<Capture> captures,
        @Nullable List<NativeMemory.Growth> nativeGrowth,
        @Nullable Histograms histograms,
        @Nullable String report) {
    public HuntReport {
        samples = List.copyOf(samples);
        captures = List.copyOf(captures);
        nativeGrowth = nativeGrowth == null ? null : List.copyOf(nativeGrowth);
    }

    /**
     * How the hunt was done.
     *
     * @param command the command line that does it again
     * @param work what the process did between the snapshots
     * @param warnings what a reader must know to judge the result: failed requests, a cold start
     * @param tidemark version of Tidemark
     */
    public record Run(
            Instant startedAt,
            Duration took,
            String command,
            Work work,
            List<String> warnings,
            String tidemark) {
        public Run {
            warnings = List.copyOf(warnings);
        }

        /** The same with more warnings. */
        public Run warning(List<String> more) {
            List<String> all = new ArrayList<>(warnings);
            all.addAll(more);
            return new Run(startedAt, took, command, work, all, tidemark);
        }
    }

    /**
     * The operations that the process did between the snapshots.
     *
     * @param unit one operation in a word: {@code request}, {@code run}; {@code step} when they
     *     were not counted
     * @param perStep operations from one snapshot to the next; 0 when they were not counted
     * @param perSecond while they ran; 0 when they were not counted
     * @param growth of the heap for one operation, or null when it is not known
     * @param limit that growth at this pace runs into, or null when it is not known
     */
    public record Work(
            String unit,
            long perStep,
            double perSecond,
            @Nullable GrowthPerOperation growth,
            TrendVerdict.@Nullable Limit limit) {}

    /** Bytes by which the heap after a full collection grew for one operation, with its range. */
    public record GrowthPerOperation(double estimate, double low, double high) {}

    /**
     * The class histograms that were taken.
     *
     * @param pauseSeconds for which the process stood still, for all of them
     */
    public record Histograms(int count, double pauseSeconds) {
        /** {@code 7, each after a full collection, paused 0.3 s in all}. */
        @Override
        public String toString() {
            return "%d, each after a full collection, paused %s in all"
                    .formatted(count, Durations.text(pauseSeconds));
        }
    }

    /**
     * One snapshot.
     *
     * @param file where it is, or null when it was deleted after it was read
     * @param heapBytes heap in use when it was taken
     * @param pauseSeconds for which the process stood still
     * @param peakRssBytes most resident memory that the process had meanwhile; 0 when not known
     */
    public record Capture(
            @Nullable String file,
            Instant at,
            double heapBytes,
            double pauseSeconds,
            double peakRssBytes) {}
}
