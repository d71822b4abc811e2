package dev.tidemark.trend;

import java.io.IOException;

/**
 * A file of a memory series that cannot be read: which line, what was expected, what was found, and
 * what to do.
 */
public final class SeriesFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /** So much of a text of somebody else's is enough to find it. */
    private static final int LONGEST_QUOTE = 60;

    /** Line of the file, from 1. */
    private final int line;

    /**
     * @param todo a sentence
     */
    SeriesFormatException(String source, int line, String expected, String found, String todo) {
        super(
                "%s: line %d: expected %s, found %s. %s"
                        .formatted(source, line, expected, found, todo));
        this.line = line;
    }

    /** The line at fault, counted from 1. */
    public int line() {
        return line;
    }

    /**
     * A text of the file in quotes: its beginning if it is long, and never a character that a
     * terminal would obey.
     */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST_QUOTE);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            quoted.append(isPlain(c) ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return quoted.append(end < text.length() ? "...\"" : "\"").toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE ->
                    false;
            default -> true;
        };
    }
}
