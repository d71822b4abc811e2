package dev.tidemark.cli.hunt;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.linux.LivenessProbes;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.report.HuntReport;

/** Snapshots that are being taken or were, in the words of progress and report. */
public final class Captures {
    private Captures() {}

    /** Says what a snapshot will cost, and what might happen to the target meanwhile. */
    public static void announce(LiveTarget target, Progress progress) throws CaptureException {
        SnapshotEstimate estimate = target.snapshotEstimate();
        progress.note("Snapshot: " + estimate);
        new LivenessProbes(ProcFs.system())
                .warning(target.process().pid(), estimate.pause())
                .ifPresent(line -> progress.warning(target.process().target() + ": " + line));
    }

    /** Shows how far a snapshot is. */
    public static SnapshotProgress showing(Progress progress) {
        return (stage, done) ->
                progress.fraction(
                        done,
                        switch (stage) {
                            case BUILDING -> "the target walks its heap";
                            case WRITING -> "the file arrives";
                        });
    }

    /**
     * The snapshot as a report names it.
     *
     * @param kept whether its file will still be there
     */
    public static HuntReport.Capture report(TakenSnapshot taken, boolean kept) {
        return new HuntReport.Capture(
                kept ? taken.file().toString() : null,
                taken.at(),
                taken.heap().value(),
                taken.pause().toMillis() / 1000.0,
                taken.peakRss().value());
    }
}
