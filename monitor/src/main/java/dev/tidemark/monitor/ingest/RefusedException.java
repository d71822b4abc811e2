package dev.tidemark.monitor.ingest;

import java.io.Serial;

/** What came in is not taken; the message says why in one line. */
public final class RefusedException extends Exception {
    @Serial private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;

    private final int status;
    private final String line;

    public RefusedException(int status, String message) {
        super(message);
        this.status = status;
        this.line = message;
    }

    /** Of something broken: where, what was expected, what was found. */
    public static RefusedException broken(String message) {
        return new RefusedException(BAD_REQUEST, message);
    }

    /** The message. */
    public String line() {
        return line;
    }

    /** As HTTP numbers it. */
    int status() {
        return status;
    }
}
