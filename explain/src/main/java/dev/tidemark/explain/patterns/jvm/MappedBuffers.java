package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Files that are mapped into memory again and again: address space, and page cache kept in use. */
final class MappedBuffers implements JvmPattern {
    private static final String BUFFER = "java.nio.MappedByteBuffer";

    /** A buffer is a field of an entry, or a field of one of its fields. */
    private static final int NEAR = 16;

    @Override
    public String id() {
        return "mapped-buffers";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        Set<Integer> mapped = new HashSet<>();
        for (int entry : suspect.entries()) {
            OptionalInt buffer =
                    new Reach(suspect.heap(), NEAR)
                            .nearest(entry, object -> isMapping(suspect, object));
            buffer.ifPresent(mapped::add);
        }
        return 2 * mapped.size() > suspect.entries().size()
                ? Optional.of(mapped(suspect, mapped))
                : Optional.empty();
    }

    /** A direct buffer without a file has no unmapper, and a view no cleaner. */
    private static boolean isMapping(JvmSuspect suspect, int object) {
        OptionalInt thunk = suspect.follow(object, "cleaner", "thunk");
        return suspect.isA(object, BUFFER)
                && thunk.isPresent()
                && suspect.className(thunk.getAsInt()).contains("Unmapper");
    }

    private static Match mapped(JvmSuspect suspect, Set<Integer> mapped) {
        long bytes = mapped.stream().mapToLong(buffer -> suspect.number(buffer, "capacity")).sum();
        String holder = suspect.holderName();
        return new Match(
                "mapped files pile up in %s".formatted(holder),
                List.of(
                        "each maps %s of a file; that counts as memory of the process as far as it was"
                                        .formatted(Bytes.of((double) bytes / mapped.size()))
                                + " read, and never as heap",
                        "a mapping ends when the collector finds the buffer dead: no method of it"
                                + " ends one"),
                List.of("pages of a mapped file can be dropped by the system when memory is short"),
                null,
                Fix.of(
                                "Map each file once and use the mapping again, or map with an Arena"
                                        + " (Java 22) and close it when the work is done.")
                        .before(
                                "%s.add(channel.map(READ_ONLY, 0, size));"
                                        .formatted(suspect.variable("buffers")))
                        .after(
                                """
                                try (Arena arena = Arena.ofConfined()) {
                                    MemorySegment mapped = channel.map(READ_ONLY, 0, size, arena);
                                    // ... all work with it
                                }\
                                """)
                        .trap(
                                "Closing the channel does not end its mappings; and on Windows a"
                                        + " mapped file cannot be deleted.")
                        .verify(
                                suspect.verify()
                                        + " The number of lines in /proc/PID/maps must stay, too."));
    }
}
