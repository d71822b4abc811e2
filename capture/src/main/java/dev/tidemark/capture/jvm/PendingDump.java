package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A dump that the JVM was asked for. Closing it does not stop the JVM: nothing can. */
interface PendingDump extends AutoCloseable {
    /** Whether the JVM is done; waits no longer than so. */
    boolean await(Duration time) throws IOException, CaptureException;

    /** Throws unless the JVM says that all went well. */
    void check() throws CaptureException;

    @Override
    void close() throws IOException;

    /** Asks a JVM for a dump. */
    interface Request {
        /**
         * Asks.
         *
         * @param file as the JVM sees it; does not exist
         * @param packed whether the JVM compresses it
         */
        PendingDump send(Path file, boolean packed) throws IOException, CaptureException;
    }
}
