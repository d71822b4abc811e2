package dev.tidemark.capture;

import org.jspecify.annotations.Nullable;

/** There is no way to attach to the target: no such process, not ours, or no inspector in it. */
public final class TargetUnreachableException extends CaptureException {
    private static final long serialVersionUID = 1;

    public TargetUnreachableException(String where, String expected, String found, String remedy) {
        this(where, expected, found, remedy, null);
    }

    public TargetUnreachableException(
            String where, String expected, String found, String remedy, @Nullable Throwable cause) {
        super(where, expected, found, remedy, cause);
    }
}
