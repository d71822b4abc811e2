package dev.tidemark.gate;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** CPU time of processes that come and go. */
final class CpuTime {
    private final Supplier<Stream<ProcessHandle>> processes;
    private final double before;

    private CpuTime(Supplier<Stream<ProcessHandle>> processes, boolean sinceNow) {
        this.processes = processes;
        this.before = sinceNow ? total() : 0;
    }

    /** Of one process, from its start. */
    static CpuTime of(long pid) {
        return new CpuTime(() -> ProcessHandle.of(pid).stream(), false);
    }

    /** Of all that are there when it is asked for, from their start. */
    static CpuTime of(Supplier<Stream<ProcessHandle>> processes) {
        return new CpuTime(processes, false);
    }

    /** Of all that are there when it is asked for, from now on: they have been at work before. */
    static CpuTime fromNowOn(Supplier<Stream<ProcessHandle>> processes) {
        return new CpuTime(processes, true);
    }

    /** What a process took that has ended is no part of it. */
    double seconds() {
        return total() - before;
    }

    private double total() {
        return processes
                        .get()
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e9;
    }
}
