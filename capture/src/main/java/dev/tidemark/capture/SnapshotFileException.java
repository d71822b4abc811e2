package dev.tidemark.capture;

import org.jspecify.annotations.Nullable;

/** The snapshot could not be written, or was not whole. No file is left behind. */
public final class SnapshotFileException extends CaptureException {
    private static final long serialVersionUID = 1;

    public SnapshotFileException(String where, String expected, String found, String remedy) {
        this(where, expected, found, remedy, null);
    }

    public SnapshotFileException(
            String where, String expected, String found, String remedy, @Nullable Throwable cause) {
        super(where, expected, found, remedy, cause);
    }
}
