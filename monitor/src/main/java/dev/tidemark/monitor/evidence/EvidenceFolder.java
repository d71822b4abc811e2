package dev.tidemark.monitor.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where files of evidence lie, those of an item in a folder of its own that only we can enter.
 * Threads: any.
 */
final class EvidenceFolder {
    /** How the names of snapshots begin that hold no contents. */
    static final String REDACTED = "redacted-";

    /** How the names of allocation profiles end, which hold names of functions and sizes alone. */
    static final String PROFILE = ".pb.gz";

    private final Path root;

    EvidenceFolder(Path root) {
        this.root = root;
    }

    /** The folder of an item, which is there afterwards. */
    Path of(String item) throws IOException {
        Files.createDirectories(
                root,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path folder = root.resolve(item);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        return folder;
    }

    /** A file that an item names. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** The name by which an item remembers a file. */
    String name(Path file) {
        return root.relativize(file).toString();
    }

    /** Bytes that may still be written. */
    long free(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /**
     * Removes snapshots that hold contents, as when collecting broke off before they were redacted.
     */
    void deleteUnredacted(String item) {
        try (Stream<Path> all = Files.list(root.resolve(item))) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(REDACTED) && !name.endsWith(PROFILE)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // There is no such folder, or the disk is away: they are for us alone in any case.
            return;
        }
    }

    /** Removes everything of an item. */
    void delete(String item) throws IOException {
        Path folder = root.resolve(item);
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
