package dev.tidemark.capture;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.ProcessRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * One heap of a live process, to which we are attached: the main isolate of a process, a worker
 * thread, a page.
 *
 * <p>Every call has a deadline and fails at once when the target ends. Threads: all methods may be
 * called from any thread; snapshots wait for each other.
 */
public interface LiveTarget extends AutoCloseable {
    /** Whom we are attached to. */
    ProcessRef process();

    /**
     * What its memory looks like now. Times are seconds since 1970; what this target cannot tell is
     * missing. {@code POST_GC_USED} is there only when a full collection has ended since the sample
     * before. Cost to the target: well under a millisecond.
     */
    MemorySample sample() throws CaptureException;

    /**
     * Collects all garbage, then samples; the sample has {@code POST_GC_USED}. Stops the target for
     * a few full collections: about a millisecond for each megabyte of live heap.
     */
    MemorySample sampleAfterGc() throws CaptureException;

    /**
     * Collects all garbage and counts what is left by class; empty when this runtime cannot count
     * without a snapshot. Stops the target for a full collection and a walk over the live objects,
     * which costs a quarter more than the collection alone.
     */
    default Optional<ClassHistogram> classHistogram() throws CaptureException {
        return Optional.empty();
    }

    /**
     * Numbers that lie in the arrays, Sets and Maps of a JavaScript program, which a snapshot does
     * not show; empty for other runtimes. Stops the target for three full collections and walks
     * over the heap.
     */
    default OptionalLong heldNumbers() throws CaptureException {
        return OptionalLong.empty();
    }

    /** Collections since we attached; empty when this target cannot tell. */
    Optional<GcActivity> gcActivity() throws CaptureException;

    /**
     * What the process has taken from the system, by what it took it for; empty unless it is a JVM
     * with Native Memory Tracking on. Costs the target a few milliseconds.
     */
    default Optional<NativeMemory> nativeMemory() throws CaptureException {
        return Optional.empty();
    }

    /** The heap size at which the runtime gives up; empty when this target cannot tell. */
    Optional<Bytes> heapLimit() throws CaptureException;

    /**
     * What a snapshot would cost. When a guess from the heap's size cannot rule out harm, and
     * counting is safe, the target counts its objects, which stops it for about a microsecond an
     * object, a third of what the snapshot takes.
     */
    SnapshotEstimate snapshotEstimate() throws CaptureException;

    /**
     * Takes a heap snapshot. It grows under {@code FILE.part}, readable by its owner only, and gets
     * its name when it is whole; on any failure nothing is left behind.
     *
     * <p>Object ids are the same in all snapshots of this target, unless the options let V8 forget
     * them, or another session with the same inspector ends meanwhile (DevTools, a second
     * Tidemark). Pages and worker threads always keep them.
     *
     * @return the snapshot under its final name; an older file of that name is replaced
     * @throws UnsafeSnapshotException if the target may not survive it and that is not forced;
     *     nothing has been done to it then
     */
    TakenSnapshot snapshot(Path file, SnapshotOptions options, SnapshotProgress progress)
            throws CaptureException;

    /**
     * Begins to record which code allocates how much. What it costs depends on the options; see
     * {@link AllocationOptions}.
     *
     * @throws TargetUnreachableException if this runtime, or the way to it, has no such recording
     */
    AllocationRecording recordAllocations(AllocationOptions options) throws CaptureException;

    /** The scripts that are loaded now; turns a snapshot's script ids into files. */
    List<Script> scripts() throws CaptureException;

    /**
     * The texts of some of the scripts that are loaded now, by their URLs. Cost: one message and
     * the text of each; nothing is loaded from a network.
     *
     * @param wanted which of them
     */
    Map<String, String> scriptTexts(Predicate<Script> wanted) throws CaptureException;

    /**
     * The worker threads that run now, each with a heap of its own. They share our connection and
     * end with it.
     */
    List<LiveTarget> workers() throws CaptureException;

    /** Whether the target still answers: false once it ended or we detached. */
    boolean attached();

    /**
     * Detaches. The target goes on unharmed: our probe in it is removed, and an inspector that we
     * opened is closed; a process that we started is ended. May be called twice.
     */
    @Override
    void close();
}
