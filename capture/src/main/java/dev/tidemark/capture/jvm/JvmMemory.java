package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import java.util.Optional;

/** The memory of a JVM, by one of the ways to ask for it. */
interface JvmMemory extends AutoCloseable {
    /** Adds to a sample what the JVM says. */
    MemorySample addTo(MemorySample sample) throws CaptureException;

    /** Collections since we attached. */
    GcActivity gcActivity() throws CaptureException;

    /** The largest heap. */
    Optional<Bytes> heapLimit() throws CaptureException;

    /** Whether its pages of the heap lie at several addresses, and count as often as resident. */
    boolean mapsHeapSeveralTimes();

    @Override
    void close();
}
