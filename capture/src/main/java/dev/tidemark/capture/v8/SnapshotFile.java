package dev.tidemark.capture.v8;

import dev.tidemark.capture.OnExit;
import dev.tidemark.capture.SnapshotFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot file that grows under {@code NAME.part}, readable by its owner only, and gets its name
 * when it is whole. Closing it before that deletes it, and so does the end of the JVM.
 */
final class SnapshotFile implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final OnExit deleteOnExit;
    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 18);
    // The JVM's end and the thread that receives may meet here.
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WritableByteChannel channel;
    private boolean closed;
    private byte last;
    private long size;
    private @Nullable IOException failure;

    private SnapshotFile(Path file, Path part) {
        this.file = file;
        this.part = part;
        this.deleteOnExit = OnExit.run(this::close);
    }

    /** Opens the channel that the bytes go to; tests put a small disk here. */
    interface Disk {
        WritableByteChannel create(Path file) throws IOException;

        /** Bytes that can still be written beside the file. */
        long usableBytes(Path file) throws IOException;
    }

    /** The real disk. */
    static final Disk DISK =
            new Disk() {
                @Override
                public WritableByteChannel create(Path file) throws IOException {
                    // What an earlier run may have left under this name has other permissions.
                    Files.deleteIfExists(file);
                    return Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
                }

                @Override
                public long usableBytes(Path file) throws IOException {
                    Path folder = file.toAbsolutePath().getParent();
                    return Files.getFileStore(folder == null ? file : folder).getUsableSpace();
                }
            };

    static SnapshotFile create(Path file, Disk disk) throws SnapshotFileException {
        SnapshotFileException.checkName(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        // Before there is a file, so that there is no moment at which Ctrl-C would leave it behind.
        SnapshotFile created = new SnapshotFile(file, part);
        try {
            created.open(disk);
            return created;
        } catch (IOException e) {
            created.close();
            throw new SnapshotFileException(
                    part.toString(),
                    "to create a file there",
                    reason(e),
                    "Choose a folder that exists and can be written to.",
                    e);
        }
    }

    private void open(Disk disk) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("an interruption");
            }
            channel = disk.create(part);
        } finally {
            lock.unlock();
        }
    }

    /** Checks that the disk has room for a file of about that size. */
    static void checkSpace(Path file, Disk disk, double bytesExpected)
            throws SnapshotFileException {
        long usable;
        try {
            usable = disk.usableBytes(file);
        } catch (IOException e) {
            throw new SnapshotFileException(
                    file.toString(),
                    "a folder to write to",
                    reason(e),
                    "Choose a folder that exists.",
                    e);
        }
        if (usable < bytesExpected) {
            throw new SnapshotFileException(
                    file.toString(),
                    "room for about %.0f MB".formatted(bytesExpected / 1e6),
                    "%.0f MB on that disk".formatted(usable / 1e6),
                    "Free some space or choose another folder.");
        }
    }

    /** Appends text. After a failure, which {@link #complete} tells, the rest is dropped. */
    void write(CharBuffer text) {
        lock.lock();
        try {
            WritableByteChannel to = channel;
            if (closed || to == null || failure != null) {
                return;
            }
            encoder.reset();
            while (text.hasRemaining()) {
                bytes.clear();
                encoder.encode(text, bytes, true);
                drainTo(to);
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.unlock();
        }
    }

    private void drainTo(WritableByteChannel to) throws IOException {
        bytes.flip();
        for (int i = bytes.limit() - 1; i >= 0; i--) {
            if (bytes.get(i) > ' ') {
                last = bytes.get(i);
                break;
            }
        }
        while (bytes.hasRemaining()) {
            size += to.write(bytes);
        }
    }

    /** Bytes written so far. */
    long size() {
        return size;
    }

    /** Whether writing has failed, so that what still arrives is lost. */
    boolean failed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the file its name, provided that all of it was written. */
    void complete() throws SnapshotFileException {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (last != '}') {
                throw cutShort();
            }
            closeChannel();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            closed = true;
            deleteOnExit.close();
        } catch (IOException e) {
            throw new SnapshotFileException(
                    file.toString(),
                    "to write the whole snapshot",
                    "%s after %d bytes".formatted(reason(e), size),
                    "Free some space or choose another folder; no file is left behind.",
                    e);
        } finally {
            lock.unlock();
        }
    }

    private SnapshotFileException cutShort() {
        return new SnapshotFileException(
                file.toString(),
                "a snapshot that ends with a closing brace",
                size == 0 ? "nothing" : "an end in the middle after %d bytes".formatted(size),
                "The target did not send all of it: take it again.");
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                closeChannel();
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // Already failing for a reason that says more, which the caller gets to see.
            return;
        } finally {
            lock.unlock();
            deleteOnExit.close();
        }
    }

    private void closeChannel() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "no such folder";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
