package dev.tidemark.heap.read.file;

/**
 * How the work of reading is divided.
 *
 * @param workers how many threads read
 * @param chunkBytes how much of an array a thread takes at once, roughly
 */
public record Division(int workers, int chunkBytes) {
    public static final Division OVER_ALL_CORES =
            new Division(Runtime.getRuntime().availableProcessors(), 2 << 20);
}
