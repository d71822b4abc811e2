package dev.tidemark.capture;

import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Throws if the name is taken by a folder or a device, which the snapshot would replace. */
    public static void checkName(Path file) throws SnapshotFileException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new SnapshotFileException(
                    file.toString(),
                    "the name of a file",
                    Files.isDirectory(file) ? "a folder" : "a device or the like",
                    "Choose another name.");
        }
    }
}
