package dev.tidemark.monitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for one process: the system lets go of it however that ends. */
final class StoreLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock take(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, Set.of(CREATE, READ, WRITE), PrivateFiles.FILE);
        try {
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new StoreException(
                        "%s: expected to be its only monitor, found %s. Stop that one, or give this one another folder."
                                .formatted(folder, holder(file)),
                        null);
            }
            String self =
                    "process %d since %s"
                            .formatted(
                                    ProcessHandle.current().pid(),
                                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(self.getBytes(UTF_8)), 0);
            return new StoreLock(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The file stays: to delete it would let two others have one each. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String holder(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return text.isEmpty() ? "another one" : text;
    }
}
