package dev.tidemark.capture;

import org.jspecify.annotations.Nullable;

/** The target answered a request with an error, or did not answer in time. */
public final class TargetCallException extends CaptureException {
    private static final long serialVersionUID = 1;

    public TargetCallException(String where, String expected, String found, String remedy) {
        this(where, expected, found, remedy, null);
    }

    public TargetCallException(
            String where, String expected, String found, String remedy, @Nullable Throwable cause) {
        super(where, expected, found, remedy, cause);
    }
}
