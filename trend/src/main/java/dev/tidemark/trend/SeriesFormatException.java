package dev.tidemark.trend;

import java.io.IOException;

/** A file of a memory series that cannot be read: which line, what was expected, what was found. */
public final class SeriesFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /** Line of the file, from 1. */
    private final int line;

    SeriesFormatException(String source, int line, String expected, String found) {
        super("%s: line %d: expected %s, found %s".formatted(source, line, expected, found));
        this.line = line;
    }

    /** The line at fault, counted from 1. */
    public int line() {
        return line;
    }
}
