package dev.tidemark.heap.read;

import java.io.IOException;
import java.nio.file.Path;

/** A snapshot file that breaks its format: where, what was expected, what was found, what to do. */
public final class SnapshotFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /** Byte offset in the file, unpacked if it was packed, at which the format breaks. */
    private final long offset;

    public SnapshotFormatException(
            Path file, long offset, String expected, String found, String remedy) {
        super(
                "%s: at byte %d: expected %s, found %s. %s"
                        .formatted(file, offset, expected, found, remedy));
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
