package dev.tidemark.heap.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where columns lie that the Java heap has no room for. */
interface Scratch {
    /**
     * Memory that is all 0, backed by disk space that is surely there, and given back when the
     * arena closes.
     *
     * @throws IOException if there is no such space; nothing is left behind
     */
    MemorySegment zeros(long bytes, Arena arena) throws IOException;
}
