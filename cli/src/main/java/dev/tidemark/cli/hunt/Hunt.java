package dev.tidemark.cli.hunt;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live part of a hunt: the target warms up, and then does the same amount of work between each
 * two snapshots, while its memory is watched. A JVM whose memory has stopped growing counts its
 * live objects by class first, and is spared the snapshots when nothing grows.
 */
public final class Hunt {
    private final LiveTarget target;
    private final Exercise exercise;
    private final SnapshotFolder folder;
    private final Plan plan;
    private final Progress progress;

    private final List<Evidence.Moment> moments = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Duration working = Duration.ZERO;

    public Hunt(
            LiveTarget target,
            Exercise exercise,
            SnapshotFolder folder,
            Plan plan,
            Progress progress) {
        this.target = target;
        this.exercise = exercise;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * What a hunt may do.
     *
     * @param snapshots at least 2; three tell growth from warming up
     * @param more that it may take where the heap grew, but not by the same amount in each step
     * @param warmUp the longest that we wait until memory stops warming
     * @param snapshot whether to spare the target
     * @param countFirst whether to go without snapshots when class histograms show that nothing
     *     grows
     * @param samplingBytes that are allocated from one sample of allocations to the next; 0 for no
     *     such samples
     * @param limit of the target's memory, or null when it is not known
     */
    public record Plan(
            int snapshots,
            int more,
            Duration warmUp,
            SnapshotOptions snapshot,
            boolean countFirst,
            int samplingBytes,
            @Nullable Bytes limit) {}

    /** Runs all of it; the target is as it was before, save for what it did. */
    public Evidence gather() throws CaptureException, ExerciseException, InterruptedException {
        Instant start = Instant.now();
        try (AllocationWatch allocations = new AllocationWatch(target, plan.samplingBytes());
                MemoryWatch watch = new MemoryWatch(target, exercise)) {
            allocations.beforeWarmUp();
            watch.start();
            Captures.announce(target, progress);
            boolean flat = warmUp(watch);
            NativeWatch outside = NativeWatch.start(target);
            boolean counted = plan.countFirst() && flat && nothingGrows(watch);
            if (counted) {
                outside.refresh();
            } else {
                takeSnapshot(watch);
                allocations.beforeSteps();
                // Between the snapshots: each takes memory of its own.
                outside = NativeWatch.start(target);
                while (moments.size() < plan.snapshots() || oneMoreTells()) {
                    work("Step");
                    outside.refresh();
                    takeSnapshot(watch);
                }
            }
            warnings.addAll(exercise.warnings());
            Instant end = Instant.now();
            List<MemorySample> samples = watch.samples();
            TrendVerdict verdict = watch.verdict();
            watch.stop();
            outside.advice(verdict).ifPresent(warnings::add);
            return new Evidence(
                    new Evidence.Subject(target.process(), exercise.unit(), plan.limit()),
                    start,
                    end,
                    moments,
                    samples,
                    verdict,
                    outside.growth(),
                    working,
                    watch.classes(),
                    counted ? Allocations.None.UNNEEDED : allocations.finish(folder.folder()),
                    warnings);
        }
    }

    /** Returns whether memory had stopped growing at the end of it. */
    private boolean warmUp(MemoryWatch watch)
            throws CaptureException, ExerciseException, InterruptedException {
        progress.stage("Warming up");
        WarmUp warmUp = new WarmUp();
        warmUp.add(watch.afterGc());
        long end = System.nanoTime() + plan.warmUp().toNanos();
        while (!warmUp.finished()) {
            if (System.nanoTime() >= end) {
                warnings.add(
                        "memory was still warming up after %d s: --warmup allows more"
                                .formatted(plan.warmUp().toSeconds()));
                return false;
            }
            exercise.warmUp(progress);
            warmUp.add(watch.afterGc());
        }
        return warmUp.flat();
    }

    /**
     * Counts live objects by class over as much work as there would be between the snapshots, and
     * returns whether no class has more and more. False when the target cannot count.
     */
    private boolean nothingGrows(MemoryWatch watch)
            throws CaptureException, ExerciseException, InterruptedException {
        progress.stage("Counting live objects");
        count(watch);
        watch.warm();
        while (!watch.classes().readings().isEmpty() && moments.size() < plan.snapshots()) {
            work("Counted step");
            count(watch);
        }
        ClassGrowth classes = watch.classes();
        List<String> growing = classes.growing(plan.snapshots() - 1);
        if (!growing.isEmpty()) {
            progress.note(
                    "Class histograms: %s and %d more classes grow; snapshots tell who holds them"
                            .formatted(growing.getFirst(), growing.size() - 1));
        }
        boolean nothing =
                classes.conclusive() && growing.isEmpty() && !Evidence.heapLeaks(watch.verdict());
        if (!nothing) {
            moments.clear();
            working = Duration.ZERO;
        }
        return nothing;
    }

    private void count(MemoryWatch watch) throws CaptureException {
        double liveBytes = watch.counted();
        moments.add(new Evidence.Moment(null, exercise.operations(), liveBytes));
    }

    /** Real traffic is not the same each minute: a leak looks like a cache that fills up then. */
    private boolean oneMoreTells() {
        List<Double> live = moments.stream().map(Evidence.Moment::liveBytes).toList();
        return moments.size() < plan.snapshots() + plan.more() && HeapSteps.areOpen(live);
    }

    private void work(String stage) throws ExerciseException, InterruptedException {
        int steps = Math.max(plan.snapshots() - 1, moments.size());
        progress.stage("%s %d of %d".formatted(stage, moments.size(), steps));
        long start = System.nanoTime();
        exercise.step(progress);
        working = working.plusNanos(System.nanoTime() - start);
    }

    private void takeSnapshot(MemoryWatch watch) throws CaptureException {
        int number = moments.size() + 1;
        int snapshots = Math.max(plan.snapshots(), number);
        progress.stage("Snapshot %d of %d".formatted(number, snapshots));
        double liveBytes = watch.counted();
        if (moments.isEmpty()) {
            watch.warm();
        }
        TakenSnapshot taken =
                watch.paused(() ->
                        target.snapshot(
                                folder.file(number, target.process().runtime()),
                                plan.snapshot(),
                                Captures.showing(progress)));
        moments.add(new Evidence.Moment(taken, exercise.operations(), liveBytes));
    }
}
