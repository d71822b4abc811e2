package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A process that does operations when it is told to, and whose memory can be read between them.
 * What is examined by a gate. For one thread at a time.
 */
interface Workload extends AutoCloseable {
    /** One operation in a word. */
    String unit();

    /** Has it do so many operations, and returns when they are done. */
    void run(long operations) throws IOException, InterruptedException;

    /** Bytes in use after a full collection, with what they own outside of the heap. */
    double liveBytes() throws CaptureException, IOException;

    /** Numbers in its collections, which leave no objects; empty where that cannot be told. */
    OptionalLong heldNumbers() throws CaptureException, IOException;

    /** Bytes at which the runtime gives up; infinite when that is not known. */
    double limitBytes() throws CaptureException;

    /** Takes a snapshot into a file of that number. */
    Path snapshot(int number) throws CaptureException, IOException;

    /** What a reader must know: how many operations failed, and why. */
    List<String> warnings();

    /** CPU seconds of the process so far. */
    double cpuSeconds();

    @Override
    void close();
}
