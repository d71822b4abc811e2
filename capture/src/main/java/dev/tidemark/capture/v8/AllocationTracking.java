package dev.tidemark.capture.v8;

import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.CaptureException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * V8 records the stack of every single allocation. It ends with a snapshot, which says of each
 * object that lives which call made it.
 */
final class AllocationTracking implements AllocationRecording {
    private static final String STOP = "HeapProfiler.stopTrackingHeapObjects";

    private final InspectorSession session;
    private final Duration silence;
    private boolean over;

    private AllocationTracking(InspectorSession session, Duration silence) {
        this.session = session;
        this.silence = silence;
    }

    static AllocationTracking start(InspectorSession session, Duration silence)
            throws CaptureException {
        session.call("HeapProfiler.enable", silence);
        session.call(
                "HeapProfiler.startTrackingHeapObjects",
                Json.object().put("trackAllocations", true),
                silence);
        return new AllocationTracking(session, silence);
    }

    @Override
    public void finish(Path file) throws CaptureException {
        over = true;
        try (SnapshotFile out = SnapshotFile.create(file, SnapshotFile.DISK)) {
            session.chunksTo(chunk -> out.write(chunk.view()));
            session.callUntilSilent(STOP, Json.object(), silence);
            out.complete();
        } finally {
            session.chunksTo(null);
        }
    }

    /** Disabling ends the tracking without the snapshot; V8 forgets who its objects are. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            session.tell("HeapProfiler.disable", Json.object());
        }
    }
}
