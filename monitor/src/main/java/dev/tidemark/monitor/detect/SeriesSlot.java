package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;

/** One series that is handed in: (a part of) a signal of a process. Compared by identity. */
final class SeriesSlot {
    private final WatchedProcess process;
    private final Signal signal;

    SeriesSlot(WatchedProcess process, Signal signal) {
        this.process = process;
        this.signal = signal;
    }

    WatchedProcess process() {
        return process;
    }

    Signal signal() {
        return signal;
    }
}
