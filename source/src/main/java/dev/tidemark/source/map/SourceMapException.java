package dev.tidemark.source.map;

/** A source map that cannot be used; the message says where, what was expected, what was found. */
public final class SourceMapException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceMapException(String message) {
        super(message);
    }

    /** The usual form of the message. */
    static SourceMapException expected(int offset, String expected, String found) {
        return new SourceMapException(
                "at character %d: expected %s, found %s".formatted(offset, expected, found));
    }
}
