package dev.tidemark.source.read;

/** A file that cannot be used; the message says where, what was expected, what was found. */
public final class SourceFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public SourceFormatException(String message) {
        super(message);
    }

    /** The usual form of the message. */
    public static SourceFormatException expected(int offset, String expected, String found) {
        return new SourceFormatException(
                "at character %d: expected %s, found %s".formatted(offset, expected, found));
    }
}
