package dev.tidemark.source.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files in UTF-8. Never from a network. */
public final class DiskText {
    /** What is larger was not written by people or their compilers to be read. */
    private static final long MOST_BYTES = 256L << 20;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private DiskText() {}

    /**
     * The whole text, without its byte order mark. What is not UTF-8 is replaced.
     *
     * @throws SourceFormatException if the file cannot be read
     */
    public static String of(Path file) throws SourceFormatException {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES || !Files.isRegularFile(file)) {
                throw new SourceFormatException(
                        "expected a file of at most %d bytes, found %d"
                                .formatted(MOST_BYTES, size));
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (IOException e) {
            throw new SourceFormatException("expected a file, found none that can be read");
        }
    }

    /**
     * The last bytes as text, one character each.
     *
     * @throws SourceFormatException if the file cannot be read
     */
    public static String tail(Path file, int bytes) throws SourceFormatException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long start = Math.max(0, channel.size() - bytes);
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - start));
            channel.position(start);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until it is full.
            }
            return new String(buffer.array(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SourceFormatException("expected a file, found none that can be read");
        }
    }
}
