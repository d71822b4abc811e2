package dev.tidemark.cli.profile;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.hunt.Exercise;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Records the allocations of a live process while it works: one step of work for each kind of
 * recording, since V8 tells at one time either of all that it allocates or of what stays alive. A
 * JVM tells of both at once.
 */
public final class ProfileRun {
    private final LiveTarget target;
    private final Exercise exercise;
    private final Progress progress;

    public ProfileRun(LiveTarget target, Exercise exercise, Progress progress) {
        this.target = target;
        this.exercise = exercise;
        this.progress = progress;
    }

    /**
     * Records all kinds one after the other.
     *
     * @param folder for the recordings on their way; they are deleted
     */
    public AllocationProfile record(List<AllocationOptions> kinds, Path folder)
            throws CaptureException, IOException, InterruptedException {
        AllocationProfile all = record(kinds.getFirst(), folder);
        for (AllocationOptions kind : kinds.subList(1, kinds.size())) {
            all = all.plus(record(kind, folder));
        }
        return all;
    }

    private AllocationProfile record(AllocationOptions kind, Path folder)
            throws CaptureException, IOException, InterruptedException {
        progress.stage(stage(kind.what()));
        Instant start = Instant.now();
        long before = exercise.operations();
        long startNanos = System.nanoTime();
        try (Recordings recordings = Recordings.start(target, kind, progress)) {
            exercise.step(progress);
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            long operations = exercise.operations() - before;
            progress.stage("Reading the profile");
            return known(recordings.finish(folder), kind, start, took, operations);
        }
    }

    /**
     * V8's samples do not say what was sampled. A JVM's recording says it all, and so does that of
     * every object.
     */
    private AllocationProfile known(
            AllocationProfile read,
            AllocationOptions kind,
            Instant start,
            Duration took,
            long operations) {
        if (target.process().runtime() == RuntimeKind.JVM) {
            return read.during(start, took, operations);
        }
        Coverage samples = new Coverage(start, took, operations, Coverage.Scale.ESTIMATED);
        return switch (kind.what()) {
            case ALLOCATED -> read.mainAs(Measure.ALLOCATED, samples, kind.intervalBytes());
            case ALIVE -> read.mainAs(Measure.ALIVE, samples, kind.intervalBytes());
            case EVERY_OBJECT -> read.during(start, took, operations);
        };
    }

    private static String stage(What what) {
        return switch (what) {
            case ALLOCATED -> "Sampling what is allocated";
            case ALIVE -> "Sampling what stays alive";
            case EVERY_OBJECT -> "Recording every object";
        };
    }
}
