package dev.tidemark.gate;

import java.io.IOException;

/** A file that is no baseline. The message is one line for a person. */
final class BaselineException extends IOException {
    private static final long serialVersionUID = 1;

    BaselineException(String message) {
        super(message);
    }
}
