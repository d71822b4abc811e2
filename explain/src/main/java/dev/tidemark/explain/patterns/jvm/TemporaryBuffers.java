package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Threads that write or read buffers of the heap through channels: the JDK copies those to a buffer
 * outside of the heap, and keeps that for the thread's next one.
 */
final class TemporaryBuffers implements JvmPattern {
    private static final String CACHE = "sun.nio.ch.Util$BufferCache";

    /**
     * Where a thread keeps its thread-locals: since Java 24 those that end with it by themselves.
     */
    private static final List<String[]> TABLES =
            List.of(
                    new String[] {"threadLocals", "table"},
                    new String[] {"holder", "terminatingThreadLocals", "table"});

    @Override
    public String id() {
        return "temporary-buffers";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        long bytes = 0;
        int threads = 0;
        for (int entry : suspect.entries()) {
            OptionalInt thread = thread(suspect, entry);
            long kept = thread.isPresent() ? kept(suspect, thread.getAsInt()) : 0;
            bytes += kept;
            threads += kept > 0 ? 1 : 0;
        }
        boolean isMost = 2 * bytes > threads * suspect.bytesEach();
        return threads == 0 || 2 * threads <= suspect.entries().size() || !isMost
                ? Optional.empty()
                : Optional.of(kept(suspect, threads, Bytes.of((double) bytes / threads)));
    }

    /** The thread itself, that of a pool's worker, or the one that a buffer is kept for. */
    private static OptionalInt thread(JvmSuspect suspect, int entry) {
        if (suspect.isA(entry, Threads.THREAD)) {
            return OptionalInt.of(entry);
        }
        if (suspect.isA(entry, Threads.POOL_WORKER)) {
            return suspect.follow(entry, "thread");
        }
        OptionalInt cache = suspect.ownerOf(entry, CACHE);
        return cache.isEmpty() ? cache : suspect.ownerOf(cache.getAsInt(), Threads.THREAD);
    }

    /** Bytes outside of the heap that are kept for the thread. */
    private static long kept(JvmSuspect suspect, int thread) {
        RuntimeRules rules = suspect.common().snapshot().rules();
        return values(suspect, thread).stream()
                .filter(value -> suspect.isA(value, CACHE))
                .flatMap(cache -> elements(suspect, suspect.follow(cache, "buffers")).stream())
                .mapToLong(rules::externalBytes)
                .sum();
    }

    /** What the thread-locals of a thread hold. */
    private static List<Integer> values(JvmSuspect suspect, int thread) {
        List<Integer> values = new ArrayList<>();
        for (String[] table : TABLES) {
            for (int slot : elements(suspect, suspect.follow(thread, table))) {
                suspect.follow(slot, "value").ifPresent(values::add);
            }
        }
        return values;
    }

    private static List<Integer> elements(JvmSuspect suspect, OptionalInt array) {
        JvmHeap heap = suspect.heap();
        List<Integer> elements = new ArrayList<>();
        if (array.isPresent()) {
            long end = heap.firstReference(array.getAsInt() + 1);
            for (long at = heap.firstReference(array.getAsInt()); at < end; at++) {
                elements.add(heap.target(at));
            }
        }
        return elements;
    }

    private static Match kept(JvmSuspect suspect, int threads, Bytes each) {
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "for %d of %d threads looked at the JDK keeps a temporary buffer, of %s in the mean"
                        .formatted(threads, suspect.entries().size(), each));
        evidence.add(
                "such a buffer is as large as the largest one of the heap that its thread wrote or"
                        + " read by a channel, and goes when the thread ends");
        return new Match(
                "each thread keeps a temporary buffer of %s outside of the heap".formatted(each),
                evidence,
                List.of(),
                null,
                Fix.of(
                                "Let few threads write, by a pool of a fixed size, and write in pieces"
                                        + " or from a direct buffer, which needs no copy.")
                        .before("channel.write(ByteBuffer.wrap(bytes));")
                        .after(
                                """
                                ByteBuffer all = ByteBuffer.wrap(bytes);
                                while (all.hasRemaining()) {                 // 8 KiB are kept, not all
                                    int size = Math.min(8192, all.remaining());
                                    ByteBuffer piece = all.slice(all.position(), size);
                                    channel.write(piece);
                                    all.position(all.position() + piece.position());
                                }\
                                """)
                        .trap(
                                "-Djdk.nio.maxCachedBufferSize=262144 keeps none that is larger, but"
                                        + " what is not kept is made anew for each call; it helps"
                                        + " against single large ones, not against many threads."
                                        + " -XX:MaxDirectMemorySize only sets when it fails.")
                        .verify(
                                suspect.verify()
                                        + " The bean java.nio:type=BufferPool,name=direct must stay,"
                                        + " too."));
    }
}
