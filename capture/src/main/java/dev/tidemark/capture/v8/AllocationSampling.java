package dev.tidemark.capture.v8;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * V8's sampling heap profiler. It forgets the samples of objects that died, unless told to keep
 * them; before it answers it collects all garbage by itself.
 */
final class AllocationSampling implements AllocationRecording {
    private static final String START = "HeapProfiler.startSampling";
    private static final String STOP = "HeapProfiler.stopSampling";

    private final InspectorSession session;
    private final Duration deadline;
    private boolean over;

    private AllocationSampling(InspectorSession session, Duration deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    static AllocationSampling start(
            InspectorSession session, AllocationOptions options, Duration deadline)
            throws CaptureException {
        boolean alsoDead = options.what() == What.ALLOCATED;
        try {
            session.call("HeapProfiler.enable", deadline);
            session.call(
                    START,
                    Json.object()
                            .put("samplingInterval", options.intervalBytes())
                            .put("includeObjectsCollectedByMajorGC", alsoDead)
                            .put("includeObjectsCollectedByMinorGC", alsoDead),
                    deadline);
        } catch (TargetCallException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw new TargetCallException(
                    session.where(),
                    "an inspector with an allocation profiler",
                    "none that answers " + START,
                    "This runtime is too old, or not V8; `tidemark snapshot` may still work.",
                    e);
        }
        return new AllocationSampling(session, deadline);
    }

    @Override
    public void finish(Path file) throws CaptureException {
        over = true;
        JsonNode profile = session.call(STOP, deadline).path("profile");
        if (!profile.isObject()) {
            throw new TargetCallException(
                    session.where(),
                    "a profile in the answer to " + STOP,
                    "none",
                    "This runtime may be too old, or not V8; `tidemark snapshot` may still work.");
        }
        try (SnapshotFile out = SnapshotFile.create(file, SnapshotFile.DISK)) {
            out.write(CharBuffer.wrap(profile.toString()));
            out.complete();
        }
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            session.tell(STOP, Json.object());
        }
    }
}
