package dev.tidemark.capture.linux;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the system says of a process' memory: how much lies in RAM, and how much may. */
public final class ResidentMemory {
    private final ProcFs proc;
    private final long pid;
    private final OptionalDouble limit;

    /**
     * @param pid below 0 when the process is not on this machine: nothing is known of it then
     */
    public ResidentMemory(Machine machine, long pid) {
        this.proc = machine.proc();
        this.pid = pid;
        // Groups' limits hardly ever change, and cost several files to read.
        this.limit = pid < 0 ? OptionalDouble.empty() : machine.memory().groupLimit(pid);
    }

    /**
     * The sample with resident memory, the pages of files in it, the container's limit, and the
     * threads where the runtime did not count its own.
     */
    public MemorySample addTo(MemorySample sample) {
        return addTo(sample, false);
    }

    /**
     * The same of a process whose heap may be shared memory that it maps several times: the system
     * counts it each time, and here it counts once.
     */
    public MemorySample addTo(MemorySample sample, boolean heapIsMappedSeveralTimes) {
        Optional<ProcessStatus> status = pid < 0 ? Optional.empty() : proc.status(pid);
        if (status.isEmpty() || status.get().rss().value() <= 0) {
            return sample;
        }
        double again = heapIsMappedSeveralTimes ? sharedBeyondHeap(status.get(), sample) : 0;
        MemorySample full =
                sample.with(Signal.RSS, status.get().rss().value() - again)
                        .with(Signal.FILE_PAGES, status.get().filePages().value());
        if (sample.value(Signal.THREADS).isEmpty()) {
            full = full.with(Signal.THREADS, (double) status.get().threads());
        }
        return limit.isPresent() ? full.with(Signal.LIMIT, limit.getAsDouble()) : full;
    }

    private static double sharedBeyondHeap(ProcessStatus status, MemorySample sample) {
        double shared = status.sharedPages().value();
        return Math.max(0, shared - sample.value(Signal.HEAP_TOTAL).orElse(shared));
    }
}
