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
 * two snapshots, while its memory is watched.
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
     * @param warmUp the longest that we wait until memory stops warming
     * @param snapshot whether to spare the target
     * @param samplingBytes that are allocated from one sample of allocations to the next; 0 for no
     *     such samples
     * @param limit of the target's memory, or null when it is not known
     */
    public record Plan(
            int snapshots,
            Duration warmUp,
            SnapshotOptions snapshot,
            int samplingBytes,
            @Nullable Bytes limit) {}

    /** Runs all of it; the target is as it was before, save for what it did. */
    public Evidence gather() throws CaptureException, ExerciseException, InterruptedException {
        Instant start = Instant.now();
        try (AllocationWatch allocations =
                        new AllocationWatch(target, plan.samplingBytes(), progress);
                MemoryWatch watch = new MemoryWatch(target, exercise)) {
            allocations.beforeWarmUp();
            watch.start();
            progress.note("Snapshot: " + target.snapshotEstimate());
            warmUp(watch);
            takeSnapshot(watch);
            allocations.beforeSteps();
            // Between the snapshots: each takes memory of its own.
            NativeWatch outside = NativeWatch.start(target);
            while (moments.size() < plan.snapshots()) {
                work();
                outside.refresh();
                takeSnapshot(watch);
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
                    allocations.finish(folder.folder()),
                    warnings);
        }
    }

    private void warmUp(MemoryWatch watch)
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
                return;
            }
            exercise.warmUp(progress);
            warmUp.add(watch.afterGc());
        }
    }

    private void work() throws ExerciseException, InterruptedException {
        progress.stage("Step %d of %d".formatted(moments.size(), plan.snapshots() - 1));
        long start = System.nanoTime();
        exercise.step(progress);
        working = working.plusNanos(System.nanoTime() - start);
    }

    private void takeSnapshot(MemoryWatch watch) throws CaptureException {
        int number = moments.size() + 1;
        progress.stage("Snapshot %d of %d".formatted(number, plan.snapshots()));
        double liveBytes = watch.afterGc();
        TakenSnapshot taken =
                watch.paused(() ->
                        target.snapshot(
                                folder.file(number, target.process().runtime()),
                                plan.snapshot(),
                                Captures.showing(progress)));
        moments.add(new Evidence.Moment(taken, exercise.operations(), liveBytes));
    }
}
