package dev.tidemark.capture;

import org.jspecify.annotations.Nullable;

/** The target ended, or its connection broke, while it was examined. */
public final class TargetLostException extends CaptureException {
    private static final long serialVersionUID = 1;

    public TargetLostException(String where, String expected, String found, String remedy) {
        this(where, expected, found, remedy, null);
    }

    public TargetLostException(
            String where, String expected, String found, String remedy, @Nullable Throwable cause) {
        super(where, expected, found, remedy, cause);
    }
}
