package dev.tidemark.cli.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that somebody still writes to: a read at its end waits for more.
 *
 * <p>It ends when this file will not grow any more because another one has taken its name, or when
 * it has become shorter than what was read of it. Not thread-safe; an interrupt ends the waiting.
 */
final class GrowingFile extends InputStream {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path file;
    private final SeekableByteChannel channel;
    private final @Nullable Object identity;

    GrowingFile(Path file) throws IOException {
        this.file = file;
        this.channel = Files.newByteChannel(file);
        this.identity = attributes().fileKey();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        ByteBuffer buffer = ByteBuffer.wrap(to, offset, length);
        int count = channel.read(buffer);
        while (count < 0) {
            if (isOver()) {
                // What was appended just before it was replaced still counts.
                return channel.read(buffer);
            }
            await();
            count = channel.read(buffer);
        }
        return count;
    }

    private boolean isOver() throws IOException {
        try {
            return channel.size() < channel.position()
                    || !Objects.equals(attributes().fileKey(), identity);
        } catch (NoSuchFileException e) {
            // Moved away: whoever writes is about to make a new one.
            return false;
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private static void await() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for more rows");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
