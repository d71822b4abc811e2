package dev.tidemark.capture;

import java.nio.file.Path;

/**
 * Allocations that are being recorded in a target. One at a time in each target; other work with it
 * goes on.
 */
public interface AllocationRecording extends AutoCloseable {
    /**
     * Ends the recording and writes it in the runtime's own format, readable by its owner only: a
     * {@code .heapprofile} or, where every object was recorded, a snapshot of V8; a recording of
     * Flight Recorder. On a failure nothing is left behind.
     */
    void finish(Path file) throws CaptureException;

    /** Ends the recording without a file, unless it was finished. May be called twice. */
    @Override
    void close();
}
