package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.redact.Scrambler;
import dev.tidemark.heap.redact.WrittenNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Replaces arrays of characters and bytes. What names code stays: names of loaded classes, files of
 * code, and names of threads that code has given.
 */
final class RedactedTexts {
    /** Longer texts are no names. */
    private static final int LONGEST_NAME = 512;

    private static final int SHORTEST_NAME = 3;

    /** With these words the JDK says where code is from. */
    private static final Set<String> WORDS = Set.of("sun.java.command", "file", "jar", "jrt");

    private final DumpNames names;
    private final ThreadTexts threads;
    private final Scrambler scrambler;

    RedactedTexts(DumpNames names, ThreadTexts threads, Scrambler scrambler) {
        this.names = names;
        this.threads = threads;
        this.scrambler = scrambler;
    }

    /**
     * Replaces an array in place, all of it or all but a name at its start.
     *
     * @param length in bytes
     * @return whether nothing of it was replaced
     */
    boolean replace(long array, boolean wide, byte[] record, int at, int length) {
        int kept = length > LONGEST_NAME ? 0 : keptStart(array, wide, record, at, length);
        int rest = length - kept;
        if (wide) {
            scrambler.replaceChars(record, at + kept, rest);
        } else {
            scrambler.replaceBytes(record, at + kept, rest);
        }
        return rest == 0;
    }

    /** How many bytes at the start of a text stay. */
    private int keptStart(long array, boolean wide, byte[] record, int at, int length) {
        if (threads.isName(array)) {
            boolean named = WrittenNames.isThreadName(text(wide, record, at, length));
            return named ? length : 0;
        }
        // Only the few texts that can be a name are decoded.
        if (length < SHORTEST_NAME || !isLetter(record[wide ? at + 1 : at])) {
            return 0;
        }
        String text = text(wide, record, at, length);
        int space = text.indexOf(' ');
        String first = space < 0 ? text : text.substring(0, space);
        boolean code = WORDS.contains(text) || isFileOfCode(first) || isClass(first);
        return !code ? 0 : space < 0 ? length : (space + 1) * (wide ? 2 : 1);
    }

    private static boolean isLetter(byte first) {
        int lower = first | 0x20;
        return first == '/' || (lower >= 'a' && lower <= 'z');
    }

    private static boolean isFileOfCode(String text) {
        return text.endsWith(".jar") && text.chars().noneMatch(c -> "?&=@%".indexOf(c) >= 0);
    }

    /** Names of one word are those of classes without a package, and any word. */
    private boolean isClass(String text) {
        return text.indexOf('.') > 0 && names.isLoadedClass(text);
    }

    private static String text(boolean wide, byte[] record, int at, int length) {
        byte[] bytes = Arrays.copyOfRange(record, at, at + length);
        return new String(bytes, wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    }
}
