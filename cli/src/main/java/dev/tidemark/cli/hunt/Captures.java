package dev.tidemark.cli.hunt;

import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.report.HuntReport;

/** Snapshots that are being taken or were, in the words of progress and report. */
public final class Captures {
    private Captures() {}

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
