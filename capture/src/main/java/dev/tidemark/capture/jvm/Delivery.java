package dev.tidemark.capture.jvm;

import dev.tidemark.capture.OnExit;
import dev.tidemark.capture.linux.ProcFs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that a JVM writes for us: into a place that it can reach, and under its name only when it
 * is whole and ours. Nothing else is left, whatever goes wrong, also when this program is ended.
 */
final class Delivery implements AutoCloseable {
    private final long ourUser;
    private final Path target;
    private final DumpPlace place;

    /** Beside the target: files of other places are fetched to it. */
    private final DumpPlace own;

    private final OnExit deleteOnExit;

    private Delivery(long ourUser, Path target, DumpPlace place, DumpPlace own) {
        this.ourUser = ourUser;
        this.target = target;
        this.place = place;
        this.own = own;
        this.deleteOnExit = OnExit.run(this::delete);
    }

    /**
     * Makes the place.
     *
     * @param pid of the JVM
     * @param file the name to give it in the end
     */
    static Delivery prepare(ProcFs proc, long pid, Path file) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Delivery delivery =
                new Delivery(
                        proc.ourUser(),
                        target,
                        DumpPlace.choose(proc, pid, part),
                        new DumpPlace(part, part, proc.ourUser()));
        try {
            delivery.makeFolders();
            return delivery;
        } catch (IOException e) {
            delivery.close();
            throw e;
        }
    }

    private void makeFolders() throws IOException {
        delete();
        own.create();
        if (isElsewhere()) {
            place.create();
        }
    }

    private boolean isElsewhere() {
        return !place.seen().equals(own.seen());
    }

    /** Where the JVM writes. */
    DumpPlace place() {
        return place;
    }

    /**
     * Gives the file, which is whole, its name and its owner.
     *
     * @return its bytes
     */
    long complete() throws IOException {
        if (isElsewhere()) {
            fetch();
        }
        if (!Files.getAttribute(own.file(), "unix:uid").equals((int) ourUser)) {
            Files.setAttribute(own.file(), "unix:uid", (int) ourUser);
        }
        Files.setPosixFilePermissions(own.file(), PosixFilePermissions.fromString("rw-------"));
        long size = Files.size(own.file());
        Files.move(own.file(), target, StandardCopyOption.ATOMIC_MOVE);
        return size;
    }

    private void fetch() throws IOException {
        try (InputStream in = Files.newInputStream(place.file());
                var out = Files.newOutputStream(own.file(), StandardOpenOption.CREATE_NEW)) {
            in.transferTo(out);
        }
    }

    private void delete() {
        place.delete();
        own.delete();
    }

    @Override
    public void close() {
        delete();
        deleteOnExit.close();
    }
}
