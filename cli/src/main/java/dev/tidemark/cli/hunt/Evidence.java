package dev.tidemark.cli.hunt;

import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.Signal;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.report.HuntReport;
import dev.tidemark.trend.GrowthPerOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the live part of a hunt brought home.
 *
 * @param moments at least two
 * @param samples what was measured; their time counts from the first
 * @param watch what memory did over all of it
 * @param nativeGrowth outside of a JVM's heap, after the first snapshot and before the last; null
 *     when it is not tracked
 * @param working time that the steps took, snapshots apart
 * @param classes live objects by class, since the warm-up; none unless a JVM counted them
 * @param allocations what was sampled of them
 */
public record Evidence(
        Subject subject,
        Instant start,
        Instant end,
        List<Moment> moments,
        List<MemorySample> samples,
        TrendVerdict watch,
        @Nullable List<NativeMemory.Growth> nativeGrowth,
        Duration working,
        ClassGrowth classes,
        Allocations allocations,
        List<String> warnings) {
    private static final Set<Signal> HEAP = Set.of(Signal.POST_GC_USED, Signal.HEAP_USED);
    private static final double READINGS_A_STEP = 6;

    public Evidence {
        moments = List.copyOf(moments);
        samples = List.copyOf(samples);
        warnings = List.copyOf(warnings);
    }

    /**
     * What was examined.
     *
     * @param unit one operation in a word
     * @param limit of its memory, or null when it is not known
     */
    public record Subject(ProcessRef process, String unit, @Nullable Bytes limit) {}

    /**
     * One snapshot and how far the target was.
     *
     * @param snapshot null in all of them when class histograms showed that nothing grows
     * @param operations done since the hunt began; 0 when they are not counted
     * @param liveBytes heap after a full collection, right before the snapshot
     */
    public record Moment(@Nullable TakenSnapshot snapshot, long operations, double liveBytes) {}

    private Stream<TakenSnapshot> snapshots() {
        return moments.stream().map(Moment::snapshot).filter(Objects::nonNull);
    }

    /** The snapshots; none when none was needed. */
    public List<Path> files() {
        return snapshots().map(TakenSnapshot::file).toList();
    }

    /** Whether the heap, by its many readings, leaks. */
    public boolean heapGrowsOn() {
        return heapLeaks(watch);
    }

    /** Whether a series of the heap leaks. */
    static boolean heapLeaks(TrendVerdict verdict) {
        return verdict instanceof TrendVerdict.Leaking leaking
                && HEAP.contains(leaking.basis().signal());
    }

    /**
     * What other witnesses than the snapshots say, for findings.
     *
     * @param sources what people wrote
     */
    public JoinedEvidence witnesses(SourceResolver sources) {
        return new JoinedEvidence(allocations.sites(sources), growth());
    }

    /** What the class histograms come to when they alone were needed. */
    public Explanation withoutSnapshots() {
        long operations = operationsPerStep() * (moments.size() - 1);
        String work =
                operations == 0
                        ? ""
                        : String.format(Locale.ROOT, " over %,d %ss", operations, subject.unit());
        String because =
                "no class has more and more objects, in %d class histograms%s: no snapshot was needed"
                        .formatted(classes.readings().size(), work);
        return new Explanation(Explanation.Verdict.NONE, List.of(), List.of(), List.of(because));
    }

    /** What the class histograms cost; null when there were none. */
    public HuntReport.@Nullable Histograms histograms() {
        return classes.taken() == 0
                ? null
                : new HuntReport.Histograms(classes.taken(), classes.paused().toMillis() / 1000.0);
    }

    /** Operations between two snapshots; 0 when they were not counted. */
    public long operationsPerStep() {
        return (moments.getLast().operations() - moments.getFirst().operations())
                / (moments.size() - 1);
    }

    /** Operations per second while the target worked; 0 when they were not counted. */
    private double operationsPerSecond() {
        double seconds = working.toNanos() / 1e9;
        return seconds > 0 ? operationsPerStep() * (moments.size() - 1) / seconds : 0;
    }

    /**
     * By how much the live heap grew for one operation, by all readings since the first snapshot.
     */
    private Optional<HuntReport.GrowthPerOperation> growth() {
        List<GrowthPerOperation.Reading> readings = readings();
        if (operationsPerStep() == 0 || readings.size() < GrowthPerOperation.MIN_READINGS) {
            return Optional.empty();
        }
        GrowthPerOperation growth = GrowthPerOperation.of(readings);
        return growth.grows()
                ? Optional.of(
                        new HuntReport.GrowthPerOperation(
                                growth.bytes(), growth.low(), growth.high()))
                : Optional.empty();
    }

    /** Readings well apart: between two that are close, what is in flight outweighs what leaks. */
    private List<GrowthPerOperation.Reading> readings() {
        double apart = operationsPerStep() / READINGS_A_STEP;
        List<GrowthPerOperation.Reading> readings = new ArrayList<>();
        for (Moment moment : moments) {
            readings.add(new GrowthPerOperation.Reading(moment.operations(), moment.liveBytes()));
        }
        for (MemorySample sample : samples) {
            double done = sample.value(Signal.OPERATIONS).orElse(-1);
            OptionalDouble live = sample.value(Signal.POST_GC_USED);
            boolean inside =
                    done > moments.getFirst().operations() && done < moments.getLast().operations();
            if (inside
                    && live.isPresent()
                    && readings.stream()
                            .allMatch(other -> Math.abs(other.operations() - done) >= apart)) {
                readings.add(new GrowthPerOperation.Reading(done, live.getAsDouble()));
            }
        }
        readings.sort(Comparator.comparingDouble(GrowthPerOperation.Reading::operations));
        return readings;
    }

    /** When growth at the pace of the steps reaches the limit; null when it does not grow. */
    private TrendVerdict.@Nullable Limit limit(Bytes limit, Explanation explanation) {
        double seconds = working.toNanos() / 1e9 / (moments.size() - 1);
        double growth =
                growth().map(each -> each.estimate() * operationsPerStep())
                        .orElseGet(() -> foundBytesPerStep(explanation));
        double left = limit.value() - moments.getLast().liveBytes();
        return growth > 0 && seconds > 0 && left > 0
                ? new TrendVerdict.Limit(limit.value(), left / (growth / seconds))
                : null;
    }

    private static double foundBytesPerStep(Explanation explanation) {
        return explanation.findings().stream()
                .mapToDouble(finding -> finding.growth().bytesPerStep())
                .sum();
    }

    /** How the hunt was done, for its report. */
    public HuntReport.Run run(String command, Explanation explanation, String tidemark) {
        return new HuntReport.Run(
                start,
                Duration.between(start, end),
                command,
                new HuntReport.Work(
                        subject.unit(),
                        operationsPerStep(),
                        operationsPerSecond(),
                        growth().orElse(null),
                        subject.limit() == null ? null : limit(subject.limit(), explanation)),
                warnings(explanation),
                tidemark);
    }

    private List<String> warnings(Explanation explanation) {
        List<String> all = new ArrayList<>(warnings);
        if (allocations instanceof Allocations.None(String why)
                && !why.isEmpty()
                && !explanation.findings().isEmpty()) {
            all.add("no allocation sites: " + why);
        }
        return all;
    }

    /**
     * The snapshots as the report names them.
     *
     * @param kept whether their files will still be there
     */
    public List<HuntReport.Capture> captures(boolean kept) {
        return snapshots().map(snapshot -> Captures.report(snapshot, kept)).toList();
    }
}
