package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Memory outside of the heap, kept by small objects within it. */
final class ArrayBuffers implements V8Pattern {
    @Override
    public String id() {
        return "array-buffers";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    /** So much of what an entry costs must lie outside of the heap. */
    private static final double MOST = 0.5;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt memory =
                suspect.entryOrPart(part -> outside(suspect, part) > MOST * suspect.bytesEach());
        if (memory.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "%s in %s keep memory outside of the heap"
                                .formatted(plural(suspect.typeOf(memory.getAsInt())), holder),
                        List.of(
                                "each owns %s outside of the heap, which no heap limit bounds"
                                        .formatted(Bytes.of(outside(suspect, memory.getAsInt())))),
                        fix(holder)));
    }

    private static String plural(String type) {
        return type.endsWith("s") ? type : type + "s";
    }

    /** The bytes that a view, or the buffer behind it, owns outside. */
    private static long outside(V8Suspect suspect, int object) {
        OptionalInt buffer = suspect.follow(object, "buffer");
        int owner = buffer.orElse(object);
        OptionalInt store = suspect.follow(owner, "backing_store");
        return store.isPresent() ? suspect.shallowSize(store.getAsInt()) : 0;
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Bound "
                                + holder
                                + " by bytes and not by entries, and remove what is done with; or use the"
                                + " same buffers again.")
                .before("%s.set(key, bytes);".formatted(holder))
                .after(
                        """
                        %1$s.set(key, bytes);
                        size += bytes.byteLength;
                        for (const [oldest, old] of %1$s) {
                          if (size <= 64 * 1024 * 1024) break;
                          %1$s.delete(oldest);
                          size -= old.byteLength;
                        }
                        """
                                .formatted(holder))
                .trap(
                        "A higher --max-old-space-size changes nothing: these bytes are outside. A"
                                + " subarray of a few bytes keeps all bytes of its buffer.")
                .verify("process.memoryUsage().arrayBuffers has an upper bound.");
    }
}
