package dev.tidemark.capture.jvm;

import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The disk that a dump would go to.
 *
 * @param usable bytes that can still be written there
 * @param inMemory whether it is memory in truth, and counts against the limits of who writes
 */
record DumpSpace(Path folder, long usable, boolean inMemory) {
    /**
     * Since JDK 22 fragments are written and then merged: for a moment the dump lies there twice.
     */
    private static final double WITH_FRAGMENTS = 2.1;

    private static final double MARGIN = 1.1;

    /** The disk that a folder is on. */
    static DumpSpace of(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return new DumpSpace(
                folder,
                store.getUsableSpace(),
                store.type().equals("tmpfs") || store.type().equals("ramfs"));
    }

    /**
     * Throws unless the dump fits.
     *
     * @param jvm major version
     */
    void check(Path file, Bytes expected, int jvm, MemoryRoom room) throws SnapshotFileException {
        double needed = expected.value() * (jvm >= 22 ? WITH_FRAGMENTS : MARGIN);
        if (usable < needed) {
            throw new SnapshotFileException(
                    file.toString(),
                    "room for about " + Bytes.of(needed),
                    "%s on the disk of %s".formatted(Bytes.of(usable), folder),
                    "Free some space, choose another folder, name the file .hprof.gz (a quarter of"
                            + " the size, three times the pause), or force it (--force).");
        }
        if (inMemory && room.known() && needed > 0.9 * room.available().value()) {
            throw new SnapshotFileException(
                    file.toString(),
                    "a disk for about " + Bytes.of(needed),
                    "%s, which is memory, and %s".formatted(folder, room),
                    "Choose a folder on a disk, or force it (--force): the target may then be"
                            + " killed.");
        }
    }
}
