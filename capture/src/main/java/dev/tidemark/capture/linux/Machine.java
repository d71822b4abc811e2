package dev.tidemark.capture.linux;

import java.time.InstantSource;

/** The machine we run on: its processes, its memory, its clock. Tests put together their own. */
public record Machine(ProcFs proc, MemoryLimits memory, InstantSource clock) {

    /** The real one. */
    public static Machine local() {
        return new Machine(ProcFs.system(), MemoryLimits.system(), InstantSource.system());
    }
}
