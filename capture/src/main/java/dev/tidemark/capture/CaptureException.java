package dev.tidemark.capture;

import org.jspecify.annotations.Nullable;

/**
 * A target could not be examined. The message is one line for a person: where, what was expected,
 * what was found, what to do.
 */
public abstract sealed class CaptureException extends Exception
        permits TargetCallException,
                SnapshotFileException,
                TargetLostException,
                TargetUnreachableException,
                UnsafeSnapshotException {
    private static final long serialVersionUID = 1;

    CaptureException(
            String where, String expected, String found, String remedy, @Nullable Throwable cause) {
        super("%s: expected %s, found %s. %s".formatted(where, expected, found, remedy), cause);
    }
}
