package dev.tidemark.capture.jvm;

import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.linux.ProcessStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where a JVM writes its dump: a folder of its own, which only it and we can enter. The file is the
 * JVM's, so it has to see the folder and may write there. A JVM in a container, or of another user,
 * gets one in its own {@code /tmp}, from where we fetch the file.
 *
 * <p>A dump cannot be called off. When the folder goes, a JVM that is still writing finds no place
 * for what comes, and gives up unharmed; single files would only be made anew.
 *
 * @param named the folder as the JVM sees it
 * @param seen the same folder as we see it
 * @param owner user id of the JVM
 */
record DumpPlace(Path named, Path seen, long owner) {
    /** JMX refuses any other end than {@code .hprof}. */
    private static final String FILE = "dump.hprof";

    private static final int MOST_TRIES = 10;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * For a JVM on this machine.
     *
     * @param part the folder that we would like, absolute; it does not exist yet
     */
    static DumpPlace choose(ProcFs proc, long pid, Path part) {
        long owner = proc.status(pid).map(ProcessStatus::uid).orElse(-1L);
        boolean trusted = owner == proc.ourUser() || owner == 0;
        if (trusted && seesFolderOf(proc, pid, part)) {
            return new DumpPlace(part, part, owner);
        }
        Path name = Path.of("/tmp", "tidemark-" + UUID.randomUUID());
        return new DumpPlace(name, proc.seenBy(pid, name), owner);
    }

    private static boolean seesFolderOf(ProcFs proc, long pid, Path part) {
        Path folder = part.resolveSibling("");
        try {
            return Files.isSameFile(folder, proc.seenBy(pid, folder));
        } catch (IOException e) {
            // It does not see that folder. When it does not exist at all, creating ours says so.
            return false;
        }
    }

    void create() throws IOException {
        Files.createDirectory(seen, PRIVATE);
        if (!Files.getAttribute(seen, "unix:uid").equals((int) owner)) {
            Files.setAttribute(seen, "unix:uid", (int) owner);
        }
    }

    /** The file as the JVM sees it. */
    Path namedFile() {
        return named.resolve(FILE);
    }

    /** The file as we see it. */
    Path file() {
        return seen.resolve(FILE);
    }

    /** Bytes in all files so far: a newer JVM puts its dump together from fragments. */
    long size() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(seen)) {
            all.forEach(files::add);
        } catch (IOException e) {
            // Not there, or the process ended, and its own /tmp cannot be seen any more.
            return List.of();
        }
        return files;
    }

    /** The JVM may be making files there at the same time. May be called twice. */
    void delete() {
        int tries = MOST_TRIES;
        while (tries > 0 && !deleted()) {
            tries--;
        }
    }

    private boolean deleted() {
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(seen);
            return true;
        } catch (IOException e) {
            // A file came in between, or the process ended and took its view with it.
            return !Files.exists(seen);
        }
    }
}
