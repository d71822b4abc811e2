package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Streams, files, sockets and (de)compressors that are kept and not closed: each has a descriptor
 * of the operating system, or memory outside of the heap.
 */
final class OpenResources implements JvmPattern {
    private static final String DESCRIPTOR = "java.io.FileDescriptor";

    private static final String[] COMPRESSORS = {
        "java.util.zip.Inflater", "java.util.zip.Deflater"
    };

    /** What it opened is a field of an entry, or a field of one of its fields. */
    private static final int NEAR = 24;

    /** Standard input, output and error belong to all. */
    private static final int STANDARD = 2;

    private static final int SHOWN = 3;

    @Override
    public String id() {
        return "open-resources";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        List<Integer> open = new ArrayList<>();
        for (int entry : suspect.entries()) {
            OptionalInt found =
                    new Reach(suspect.heap(), NEAR)
                            .nearest(entry, object -> isOpen(suspect, object));
            found.ifPresent(open::add);
        }
        boolean eachItsOwn = 2 * open.stream().distinct().count() > suspect.entries().size();
        return eachItsOwn ? Optional.of(unclosed(suspect, open)) : Optional.empty();
    }

    private static boolean isOpen(JvmSuspect suspect, int object) {
        return isOpenDescriptor(suspect, object) || isOpenCompressor(suspect, object);
    }

    /** The number is -1 when it was closed. */
    private static boolean isOpenDescriptor(JvmSuspect suspect, int object) {
        return suspect.isA(object, DESCRIPTOR) && (int) suspect.number(object, "fd") > STANDARD;
    }

    /** The address is 0 when it was ended. */
    private static boolean isOpenCompressor(JvmSuspect suspect, int object) {
        OptionalInt memory = suspect.follow(object, "zsRef");
        return suspect.isA(object, COMPRESSORS)
                && memory.isPresent()
                && suspect.number(memory.getAsInt(), "address") != 0;
    }

    private static Match unclosed(JvmSuspect suspect, List<Integer> open) {
        boolean files = isOpenDescriptor(suspect, open.getLast());
        return new Match(
                "%s in %s are kept open".formatted(suspect.entryName(), suspect.holderName()),
                List.of(files ? descriptors(suspect, open) : memory(suspect, open)),
                List.of(),
                null,
                files ? closeFix(suspect) : endFix(suspect));
    }

    private static String descriptors(JvmSuspect suspect, List<Integer> open) {
        String numbers =
                open.stream()
                        .map(object -> suspect.number(object, "fd"))
                        .sorted()
                        .limit(SHOWN)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return "%d of %d looked at have an open descriptor of their own (%s ...), of which a process"
                        .formatted(open.size(), suspect.entries().size(), numbers)
                + " may have only so many (ulimit -n)";
    }

    private static String memory(JvmSuspect suspect, List<Integer> open) {
        return "%d of %d looked at have not been ended, and own memory outside of the heap: about 40"
                        .formatted(open.size(), suspect.entries().size())
                + " KiB to unpack, 256 KiB to pack";
    }

    private static Fix closeFix(JvmSuspect suspect) {
        String type = ClassNames.typeToWrite(suspect.entryName(), "InputStream");
        return Fix.of("Open it in a try with resources, and keep what was read instead of it.")
                .before(
                        """
                        %1$s opened = new %1$s(file);
                        %2$s.add(opened);\
                        """
                                .formatted(type, suspect.variable("all")))
                .after(
                        """
                        try (%1$s opened = new %1$s(file)) {
                            // ... all work with it
                        }\
                        """
                                .formatted(type))
                .trap(
                        "A wrapper closes what it wraps only when the wrapper itself is closed; and"
                                + " Files.lines, list and walk keep a file open behind a Stream that"
                                + " must be closed, too.")
                .verify(
                        suspect.verify()
                                + " On Linux the number of files in /proc/PID/fd must stay, too.");
    }

    private static Fix endFix(JvmSuspect suspect) {
        String type = ClassNames.typeToWrite(suspect.entryName(), "Inflater");
        return Fix.of("End it in finally, or use a stream, which ends the one that it made.")
                .before("%1$s.add(new %2$s());".formatted(suspect.variable("all"), type))
                .after(
                        """
                        %1$s used = new %1$s();
                        try {
                            // ... all work with it
                        } finally {
                            used.end();
                        }\
                        """
                                .formatted(type))
                .trap(
                        "A stream that was given one in its constructor does not end it when it is"
                                + " closed.")
                .verify(suspect.verify() + " The process's own memory (RSS) must stay, too.");
    }
}
