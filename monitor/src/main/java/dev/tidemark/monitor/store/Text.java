package dev.tidemark.monitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/**
 * Texts that others send, such as labels, as every database takes them: one that it refused would
 * stop all writing, again and again.
 */
final class Text {
    /** PostgreSQL refuses keys of more than 2,704 bytes; there are three texts in one. */
    private static final int MOST = 200;

    private Text() {}

    /** Without characters that are none. */
    static String valid(String text) {
        // Halves of surrogate pairs become question marks.
        return new String(text.getBytes(UTF_8), UTF_8).replace('\0', '\uFFFD');
    }

    /** The same of bounded length, for keys: of what is longer, a checksum stays. */
    static String key(String text) {
        String valid = valid(text);
        if (valid.length() <= MOST) {
            return valid;
        }
        CRC32C sum = new CRC32C();
        sum.update(valid.getBytes(UTF_8));
        int end = MOST - 9;
        return valid.substring(0, Character.isHighSurrogate(valid.charAt(end - 1)) ? end - 1 : end)
                + "~%08x".formatted(sum.getValue());
    }
}
