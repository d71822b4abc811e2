package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotOptions.ObjectIds;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.UnsafeSnapshotException;
import dev.tidemark.capture.linux.LivenessProbes;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The snapshots of an item: each only if it does no harm, of an instance that has been relieved of
 * its work if the rules say how. For one thread.
 */
final class SnapshotSeries {
    /** A snapshot takes longer than the process stands still for it: it is also written. */
    private static final int TAKES_TIMES_THE_PAUSE = 3;

    private final EvidenceRules rules;
    private final EvidenceFolder files;
    private final Progress progress;
    private final Path folder;
    private String problem = "";

    /**
     * @param folder for their files
     */
    SnapshotSeries(EvidenceRules rules, EvidenceFolder files, Progress progress, Path folder) {
        this.rules = rules;
        this.files = files;
        this.progress = progress;
        this.folder = folder;
    }

    /** What somebody has to look after now, to be added to a text; empty when all is well. */
    String problem() {
        return problem;
    }

    /**
     * Takes them one after the other, with the time between that the rules want.
     *
     * @return why no more were taken; empty when all were
     */
    String take(LiveTarget target, int wanted)
            throws CaptureException, IOException, InterruptedException {
        for (int number = 1; number <= wanted; number++) {
            SnapshotEstimate estimate = target.snapshotEstimate();
            int left = wanted - number;
            if (number > 1) {
                progress.pause(rounds(estimate, left).plus(takes(estimate)));
                estimate = target.snapshotEstimate();
            }
            String refusal = objection(target, estimate, wanted);
            if (!refusal.isEmpty()) {
                return refusal;
            }
            String what = wanted == 1 ? "snapshot" : "snapshot %d of %d".formatted(number, wanted);
            Path file = folder.resolve(number + extension(target.process().runtime()));
            String costs = what + ": " + estimate;
            Course course = progress.course(takes(estimate), rounds(estimate, left));
            try {
                drained(
                        target,
                        () -> {
                            progress.step(State.CAPTURING, costs, course);
                            snapshot(target, what, file);
                        });
            } catch (UnsafeSnapshotException e) {
                return String.valueOf(e.getMessage());
            }
        }
        return "";
    }

    /** What speaks against a snapshot; empty when nothing does. */
    private String objection(LiveTarget target, SnapshotEstimate estimate, int wanted)
            throws IOException {
        if (!rules.snapshots()) {
            return "the settings allow no snapshots";
        }
        if (!estimate.safe()) {
            return "it may need %s more memory, and has %s"
                    .formatted(estimate.extraBytesAtWorst(), estimate.room());
        }
        if (estimate.pause().compareTo(rules.longestPause()) > 0) {
            return "it would stand still for about %d s, and %d s are allowed"
                    .formatted(estimate.pause().toSeconds(), rules.longestPause().toSeconds());
        }
        // Redacting writes each of them once more.
        double needed = 2.0 * wanted * estimate.file().value();
        if (needed > files.free(folder) || needed > rules.keep().value()) {
            return "its files would take %s, and there is no room".formatted(Bytes.of(needed));
        }
        return progress.item().alert() == null
                ? ""
                : new LivenessProbes(ProcFs.system())
                        .warning(target.process().pid(), estimate.pause())
                        .orElse("");
    }

    private static Duration takes(SnapshotEstimate estimate) {
        return estimate.pause().multipliedBy(TAKES_TIMES_THE_PAUSE).plusSeconds(1);
    }

    /** What so many further snapshots take, with the time before each. */
    private Duration rounds(SnapshotEstimate estimate, int snapshots) {
        return takes(estimate).plus(rules.apart()).multipliedBy(snapshots);
    }

    private void snapshot(LiveTarget target, String what, Path file)
            throws CaptureException, IOException {
        SnapshotOptions options = SnapshotOptions.defaults().with(ObjectIds.FORGOTTEN);
        TakenSnapshot taken = target.snapshot(file, options, SnapshotProgress.NONE);
        double seconds = taken.pause().toMillis() / 1e3;
        String text =
                "%s: %,d objects, %s heap, stood still for %.1f s at the most"
                        .formatted(what, taken.objects(), taken.heap(), seconds);
        long bytes = (long) taken.size().value();
        progress.took(
                new Captured(
                        Taken.SNAPSHOT, taken.at(), text, files.name(file), bytes, seconds, null));
    }

    private static String extension(RuntimeKind runtime) {
        return switch (runtime) {
            case JVM -> ".hprof";
            case NODE, CHROME, LINUX -> ".heapsnapshot";
        };
    }

    /** Something that is done to an instance without work, which gets it back in any case. */
    private interface Action {
        void run() throws CaptureException, IOException, InterruptedException;
    }

    private void drained(LiveTarget target, Action action)
            throws CaptureException, IOException, InterruptedException {
        Drain drain = rules.drain();
        if (drain == null) {
            action.run();
            return;
        }
        long pid = target.process().pid();
        progress.step(State.DRAINING, "takes work from the instance", progress.item().course());
        try {
            drain.call(progress.item().key(), pid, false);
            action.run();
        } finally {
            giveBack(drain, pid);
        }
    }

    /** Also when we are told to stop. */
    private void giveBack(Drain drain, long pid) {
        boolean stopped = Thread.interrupted();
        try {
            drain.call(progress.item().key(), pid, true);
        } catch (IOException e) {
            problem = "; the instance did not get its work back: " + e.getMessage();
        } catch (InterruptedException e) {
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
