package dev.tidemark.monitor.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files for their owner alone: they tell what runs where, and what ails it. */
final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** For new files. */
    static final FileAttribute<?>[] FILE = permissions("rw-------");

    private static final FileAttribute<?>[] FOLDER = permissions("rwx------");

    private PrivateFiles() {}

    /** Makes a folder with those above it; one that is there already is closed to others. */
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, FOLDER);
        restrict(folder, "rwx------");
    }

    /** Makes an empty file; one that is there already is closed to others. */
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, FILE);
        } catch (FileAlreadyExistsException e) {
            restrict(file, "rw-------");
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
