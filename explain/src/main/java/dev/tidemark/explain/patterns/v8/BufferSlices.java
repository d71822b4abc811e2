package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Small buffers that keep the large piece of memory they were cut from. */
final class BufferSlices implements V8Pattern {
    @Override
    public String id() {
        return "buffer-slices";
    }

    private static final int SLICE_SCOPE = 3;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt view = suspect.entryOrPart(part -> poolBytes(suspect, part) > 0);
        if (view.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        Bytes pool = Bytes.of(poolBytes(suspect, view.getAsInt()));
        return Optional.of(
                Match.of(
                        "small buffers in %s keep the pool's memory that they were cut from"
                                .formatted(holder),
                        List.of(
                                "each is a slice of a piece of Node's pool of %s, which stays as long as"
                                                .formatted(pool)
                                        + " one slice of it does",
                                "one entry keeps "
                                        + Bytes.of(suspect.bytesEach())
                                        + ", so few entries share a piece"),
                        fix(holder)));
    }

    /** The size of the memory behind a view, if it is a piece of the pool; 0 otherwise. */
    private static long poolBytes(V8Suspect suspect, int object) {
        OptionalInt buffer = suspect.follow(object, "buffer");
        OptionalInt store =
                buffer.isPresent()
                        ? suspect.follow(buffer.getAsInt(), "backing_store")
                        : OptionalInt.empty();
        if (store.isEmpty()) {
            return 0;
        }
        long bytes = suspect.shallowSize(store.getAsInt());
        return isPool(bytes) && suspect.bytesEach() * SLICE_SCOPE > bytes ? bytes : 0;
    }

    /** Buffer.poolSize is 8 KiB, and 64 KiB with room to align from Node 26 on. */
    private static boolean isPool(long bytes) {
        return bytes == 8192 || (bytes >= 65_536 && bytes <= 65_600);
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Copy what is kept into memory of its own, and remove what is done with."
                                + " Buffer.from, Buffer.concat and allocUnsafe cut small buffers from a"
                                + " common pool, and subarray never copies.")
                .before("%s.push(message.subarray(0, 16));".formatted(holder))
                .after(
                        """
                        const head = Buffer.allocUnsafeSlow(16);   // not from the pool
                        message.copy(head, 0, 0, 16);
                        %s.push(head);
                        """
                                .formatted(holder))
                .trap(
                        "buffer.slice() and subarray() are views, whatever Array.slice does; and"
                                + " Buffer.from(buffer) copies into the pool again.")
                .verify(
                        "process.memoryUsage().arrayBuffers rises by the bytes that are kept, and not by"
                                + " a multiple of Buffer.poolSize.");
    }
}
