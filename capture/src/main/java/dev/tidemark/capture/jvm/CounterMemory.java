package dev.tidemark.capture.jvm;

import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.time.Duration;
import java.util.Optional;

/**
 * Memory by the counters that the JVM keeps in a file: for JVMs that have no JMX, or whose loopback
 * is not ours. The heap is as of the latest collection; buffers are not told.
 */
final class CounterMemory implements JvmMemory {
    private final ProcFs proc;
    private final long pid;
    private final GcActivity atFirst;
    private long lastMajor;

    CounterMemory(ProcFs proc, long pid) {
        this.proc = proc;
        this.pid = pid;
        this.atFirst = counters().map(PerfData::collections).orElse(PerfData.NO_COLLECTIONS);
        this.lastMajor = atFirst.major();
    }

    private Optional<PerfData> counters() {
        return PerfData.of(proc, pid);
    }

    @Override
    public MemorySample addTo(MemorySample sample) {
        return counters().map(now -> with(sample, now)).orElse(sample);
    }

    private synchronized MemorySample with(MemorySample sample, PerfData now) {
        MemorySample full = sample;
        GcActivity collections = now.collections();
        full = full.with(Signal.MAJOR_GCS, (double) collections.major());
        full = full.with(Signal.MINOR_GCS, (double) collections.minor());
        full = full.with(Signal.NONHEAP_USED, (double) now.metaspaceUsed());
        full = full.with(Signal.METASPACE, (double) now.metaspaceUsed());
        if (now.threads().isPresent()) {
            full = full.with(Signal.THREADS, (double) now.threads().getAsLong());
        }
        if (now.heapLimit().isPresent()) {
            full = full.with(Signal.HEAP_LIMIT, (double) now.heapLimit().getAsLong());
        }
        if (now.heapUsed().isPresent()) {
            full = full.with(Signal.HEAP_USED, (double) now.heapUsed().getAsLong());
            if (collections.major() > lastMajor) {
                full = full.with(Signal.POST_GC_USED, (double) now.heapUsed().getAsLong());
            }
        }
        lastMajor = collections.major();
        return full;
    }

    @Override
    public GcActivity gcActivity() {
        GcActivity now = counters().map(PerfData::collections).orElse(atFirst);
        return new GcActivity(
                now.major() - atFirst.major(),
                since(now.majorTime(), atFirst.majorTime()),
                now.minor() - atFirst.minor(),
                since(now.minorTime(), atFirst.minorTime()));
    }

    private static Duration since(Duration now, Duration first) {
        return now.minus(first);
    }

    @Override
    public Optional<Bytes> heapLimit() {
        return counters()
                .flatMap(now ->
                        now.heapLimit().isPresent()
                                ? Optional.of(Bytes.of(now.heapLimit().getAsLong()))
                                : Optional.empty());
    }

    /** Not told by the counters. */
    @Override
    public boolean mapsHeapSeveralTimes() {
        return false;
    }

    @Override
    public void close() {
        // A file is read anew each time: nothing is open.
    }
}
