package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.analyse.path.RuntimeRules;
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
        RuntimeRules rules = suspect.common().snapshot().rules();
        long external = 0;
        int owners = 0;
        for (int entry : suspect.entries()) {
            OptionalInt buffer =
                    new Reach(suspect.heap(), NEAR)
                            .nearest(entry, object -> rules.externalBytes(object) > 0);
            if (buffer.isPresent()) {
                owners++;
                external += rules.externalBytes(buffer.getAsInt());
            }
        }
        boolean mostly = 2 * external > owners * suspect.bytesEach();
        return owners == 0 || 2 * owners < suspect.entries().size() || !mostly
                ? Optional.empty()
                : Optional.of(match(suspect, Bytes.of((double) external / owners)));
    }

    private static Match match(JvmSuspect suspect, Bytes each) {
        String holder = suspect.holderName();
        RuntimeRules rules = suspect.common().snapshot().rules();
        List<Integer> all = suspect.instances(BUFFER);
        long external = all.stream().mapToLong(rules::externalBytes).sum();
        List<String> evidence =
                List.of(
                        "each owns %s outside of the heap".formatted(each),
                        "the %d direct buffers of this process own %s in all; of its limits only"
                                        .formatted(all.size(), Bytes.of(external))
                                + " -XX:MaxDirectMemorySize counts them");
        return new Match(
                "direct buffers pile up in %s, outside of the heap".formatted(holder),
                evidence,
                List.of(),
                null,
                fix(suspect));
    }

    private static Fix fix(JvmSuspect suspect) {
        return Fix.of(
                        "Use buffers again: take one from a pool of fixed size and give it back in"
                                + " finally. A direct buffer frees its memory only when the collector"
                                + " finds that nothing refers to it any more.")
                .before(
                        "%s.add(ByteBuffer.allocateDirect(SIZE));"
                                .formatted(suspect.variable("buffers")))
                .after(
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
                        """)
                .trap(
                        "A larger -XX:MaxDirectMemorySize only puts off the error; and a pool without a"
                                + " bound keeps as many as there ever were at once.")
                .verify(
                        suspect.verify()
                                + " The bean java.nio:type=BufferPool,name=direct shows all of them.");
    }
}
