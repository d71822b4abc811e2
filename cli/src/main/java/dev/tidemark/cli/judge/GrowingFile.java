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
 * The whole lines of a file that somebody still writes to: a read at its end waits for more.
 *
 * <p>It ends when this file will not grow any more because another one has taken its name, or when
 * it has become shorter than what was read of it; half a line is then forgotten. Not thread-safe;
 * an interrupt ends the waiting.
 */
final class GrowingFile extends InputStream {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path file;
    private final SeekableByteChannel channel;
    private final @Nullable Object identity;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private int wholeLines;

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
        while (wholeLines == 0) {
            if (channel.read(bytes) > 0) {
                wholeLines = endOfLastLine();
            } else if (isOver()) {
                return -1;
            } else {
                await();
            }
        }
        int count = Math.min(length, wholeLines);
        bytes.flip().get(to, offset, count).compact();
        wholeLines -= count;
        return count;
    }

    /** Bytes up to the last line feed; all of them where a line is longer than there is room. */
    private int endOfLastLine() {
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        return end == 0 && !bytes.hasRemaining() ? bytes.position() : end;
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
