package dev.tidemark.heap.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that appears whole or not at all, for its owner alone: it is written under another name,
 * and renamed.
 */
public final class NewFile {
    private static final String SUFFIX = ".part";

    /** It must leave most of the disk's room to others. */
    private static final int SHARE_OF_ROOM = 4;

    private NewFile() {}

    /** Writes the contents. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(FileChannel file) throws IOException;
    }

    /** Whether the disk has clearly room for that many bytes beside a file. */
    static boolean hasRoom(Path file, long bytes) throws IOException {
        return Files.getFileStore(folder(file)).getUsableSpace() / SHARE_OF_ROOM >= bytes;
    }

    /**
     * Writes a file, in the place of the one that may be there.
     *
     * @throws IOException if that fails; nothing is left then
     */
    public static void write(Path file, Contents contents) throws IOException {
        removeDead(file);
        Path part =
                file.resolveSibling(
                        file.getFileName() + "." + ProcessHandle.current().pid() + SUFFIX);
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            forOwner())) {
                contents.writeTo(channel);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?> forOwner() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    /** Removes what a process has left that was killed while it wrote. */
    private static void removeDead(Path file) throws IOException {
        String start = file.getFileName() + ".";
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder(file))) {
            for (Path sibling : siblings) {
                String name = sibling.getFileName().toString();
                if (name.startsWith(start) && name.endsWith(SUFFIX)) {
                    String pid = name.substring(start.length(), name.length() - SUFFIX.length());
                    if (isDead(pid)) {
                        Files.deleteIfExists(sibling);
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Of another machine that writes here too it says so wrongly, whose file is not kept then. */
    private static boolean isDead(String pid) {
        return pid.matches("\\d{1,18}")
                && (Long.parseLong(pid) == ProcessHandle.current().pid()
                        || ProcessHandle.of(Long.parseLong(pid)).isEmpty());
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
