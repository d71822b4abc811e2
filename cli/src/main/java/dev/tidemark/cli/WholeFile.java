package dev.tidemark.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes results: a file has its name only once it is whole. */
final class WholeFile {
    private WholeFile() {}

    static void write(byte[] content, Path name) throws IOException {
        Path file = name.toAbsolutePath();
        checkName(file);
        checkFolder(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A folder or a device of that name would be replaced. */
    private static void checkName(Path file) throws FileSystemException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw unusable(
                    file,
                    "expected the name of a file, found %s. Choose another name."
                            .formatted(
                                    Files.isDirectory(file) ? "a folder" : "a device or the like"));
        }
    }

    /** Throws unless there is the folder that the file goes into. */
    static void checkFolder(Path file) throws FileSystemException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw unusable(
                    file,
                    "expected a folder to write it into, found none called %s. Make it first."
                            .formatted(folder));
        }
    }

    private static FileSystemException unusable(Path file, String reason) {
        return new FileSystemException(file.toString(), null, reason);
    }
}
