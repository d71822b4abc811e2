package dev.tidemark.heap.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much of the Java heap the columns of one heap may take. What does not fit lies in mapped
 * scratch files, whose pages the operating system may write out and drop.
 *
 * <p>Threads: safe.
 */
public final class ColumnMemory {
    /** Shorter columns always stay: a file costs more than they do. */
    private static final long SMALL = 1 << 16;

    /** What the rest of the program needs is left to it. */
    private static final double SHARE_OF_JAVA_HEAP = 0.7;

    /** From here on columns that are only swept make room for others. */
    private static final double SHARE_OF_SWEPT = 0.45;

    /** A big file is opened with at most 0.35 of its size, what is no column included. */
    private static final double SHARE_OF_FILE = 0.22;

    /** Files up to this size are opened in memory alone. */
    private static final long SMALL_FILE = 512L << 20;

    private static final ColumnMemory JAVA_HEAP =
            new ColumnMemory(
                    (long) (SHARE_OF_SWEPT * Runtime.getRuntime().maxMemory()),
                    (long) (SHARE_OF_JAVA_HEAP * Runtime.getRuntime().maxMemory()),
                    SMALL,
                    ScratchFolder.standard(),
                    null);

    private final long mostSwept;
    private final long most;
    private final long small;
    private final Scratch scratch;
    private final @Nullable ColumnMemory partOf;
    private final AtomicLong taken = new AtomicLong();

    private ColumnMemory(
            long mostSwept, long most, long small, Scratch scratch, @Nullable ColumnMemory partOf) {
        this.mostSwept = mostSwept;
        this.most = most;
        this.small = small;
        this.scratch = scratch;
        this.partOf = partOf;
    }

    /** What the JVM can give; scratch files lie in the folder of temporary files. */
    public static ColumnMemory javaHeap() {
        return JAVA_HEAP;
    }

    /**
     * A share of a heap dump's size, so that a dump as large as the machine's memory can be opened.
     * Scratch files lie beside the dump.
     *
     * @param bytes size of the file when unpacked
     */
    public static ColumnMemory forDump(Path file, long bytes) {
        ScratchFolder beside = ScratchFolder.beside(file);
        return bytes <= SMALL_FILE
                ? new ColumnMemory(JAVA_HEAP.mostSwept, JAVA_HEAP.most, SMALL, beside, JAVA_HEAP)
                : new ColumnMemory(0, (long) (SHARE_OF_FILE * bytes), SMALL, beside, JAVA_HEAP);
    }

    /** Exactly so much, small columns too; scratch files lie in a folder. */
    public static ColumnMemory limited(long bytes, Path folder) {
        return limited(bytes, new ScratchFolder(List.of(folder)));
    }

    /** Exactly so much, small columns too. */
    static ColumnMemory limited(long bytes, Scratch scratch) {
        return new ColumnMemory(bytes, bytes, 0, scratch, null);
    }

    /** Whether an array of that size may be made; it is to be given back then. */
    boolean take(long bytes, Access access) {
        if (bytes < small) {
            return true;
        }
        long limit = access == Access.SWEPT ? mostSwept : most;
        if (taken.addAndGet(bytes) <= limit && (partOf == null || partOf.take(bytes, access))) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        if (bytes >= small) {
            taken.addAndGet(-bytes);
            if (partOf != null) {
                partOf.giveBack(bytes);
            }
        }
    }

    /**
     * Memory outside of the Java heap, all 0, until the arena closes.
     *
     * @throws ScratchSpaceException if there is no disk space for it
     */
    MemorySegment spill(long bytes, Arena arena) {
        try {
            return scratch.zeros(bytes, arena);
        } catch (IOException e) {
            throw new ScratchSpaceException(bytes, e);
        }
    }
}
