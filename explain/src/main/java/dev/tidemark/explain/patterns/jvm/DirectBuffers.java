package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Direct buffers: objects of a few bytes whose memory lies outside of the heap. */
final class DirectBuffers implements JvmPattern {
    private static final String BUFFER = "java.nio.DirectByteBuffer";

    /** A buffer is a field of an entry, or a field of one of its fields. */
    private static final int NEAR = 32;

    @Override
    public String id() {
        return "direct-buffers";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        long outside = 0;
        int buffers = 0;
        for (int entry : suspect.entries()) {
            OptionalInt buffer =
                    new Reach(suspect.heap(), NEAR)
                            .nearest(entry, object -> suspect.isA(object, BUFFER));
            if (buffer.isPresent()) {
                buffers++;
                outside += suspect.number(buffer.getAsInt(), "capacity");
            }
        }
        if (buffers == 0 || 2 * buffers < suspect.entries().size()) {
            return Optional.empty();
        }
        return Optional.of(match(suspect, Bytes.of((double) outside / buffers)));
    }

    private static Match match(JvmSuspect suspect, Bytes each) {
        String holder = suspect.holderName();
        List<Integer> all = owners(suspect);
        long outside = all.stream().mapToLong(one -> suspect.number(one, "capacity")).sum();
        List<String> evidence =
                List.of(
                        "each owns %s outside of the heap".formatted(each),
                        "the heap has %d direct buffers, which own %s; of all limits only"
                                        .formatted(all.size(), Bytes.of(outside))
                                + " -XX:MaxDirectMemorySize counts them");
        return new Match(
                "direct buffers pile up in %s, outside of the heap".formatted(holder),
                evidence,
                List.of(),
                null,
                new Fix(
                        "Use buffers again: take one from a pool of fixed size and give it back in"
                                + " finally. A direct buffer frees its memory only when the collector"
                                + " finds that nothing refers to it any more.",
                        """
                        ByteBuffer buffer = pool.poll();          // an ArrayBlockingQueue: has a bound
                        if (buffer == null) {
                            buffer = ByteBuffer.allocateDirect(SIZE);
                        }
                        try {
                            // ... the operation
                        } finally {
                            pool.offer(buffer.clear());           // dropped when the pool is full
                        }\
                        """));
    }

    /** Views of a buffer have no cleaner: the memory belongs to what they are a view of. */
    private static List<Integer> owners(JvmSuspect suspect) {
        return suspect.instances(BUFFER).stream()
                .filter(buffer -> suspect.follow(buffer, "cleaner").isPresent())
                .toList();
    }
}
