package dev.tidemark.heap.read.file;

import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.SnapshotFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A heap dump that the JVM itself packed: a row of gzip members, each with the same number of
 * unpacked bytes but for the last, as the comment in the first one's head says. So they can be
 * unpacked at once; where each begins is told by its head, which a JVM writes the same each time.
 */
final class GzipBlocks {
    private static final Pattern COMMENT = Pattern.compile("HPROF BLOCKSIZE=(\\d{1,9})");
    private static final int LONGEST_COMMENT = 32;
    private static final int HAS_COMMENT = 0x10;
    private static final int HEAD_BYTES = 10;
    private static final int MOST_BLOCK_BYTES = 1 << 26;

    /** How a member without a comment begins: magic, deflate, no flags, no time. */
    private static final long MEMBER = 0x1f8b_0800_0000_0000L;

    private final SnapshotBytes packed;
    private final int blockBytes;

    /** Where the deflated bytes of each member begin. */
    private final LongList starts;

    private GzipBlocks(SnapshotBytes packed, int blockBytes, LongList starts) {
        this.packed = packed;
        this.blockBytes = blockBytes;
        this.starts = starts;
    }

    /** The blocks of a file that says that it has them. */
    static Optional<GzipBlocks> in(SnapshotBytes packed) {
        byte[] head = new byte[(int) Math.min(packed.size(), HEAD_BYTES + LONGEST_COMMENT)];
        packed.copy(0, head, head.length);
        if (head.length <= HEAD_BYTES || head[3] != HAS_COMMENT) {
            return Optional.empty();
        }
        String comment = new String(head, StandardCharsets.ISO_8859_1).substring(HEAD_BYTES);
        int end = comment.indexOf(0);
        Matcher matcher = COMMENT.matcher(end < 0 ? "" : comment.substring(0, end));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int blockBytes = Integer.parseInt(matcher.group(1));
        return blockBytes == 0 || blockBytes > MOST_BLOCK_BYTES
                ? Optional.empty()
                : Optional.of(new GzipBlocks(packed, blockBytes, starts(packed, end)));
    }

    private static LongList starts(SnapshotBytes packed, int comment) {
        LongList starts = new LongList();
        starts.add(HEAD_BYTES + comment + 1L);
        for (long at = HEAD_BYTES; at + HEAD_BYTES <= packed.size(); at++) {
            if (packed.at(at) == 0x1f && packed.bigLong(at) == MEMBER) {
                starts.add(at + HEAD_BYTES);
            }
        }
        return starts;
    }

    /**
     * Unpacks all blocks into a file.
     *
     * @return whether it went well; if not, what is in the file is of no use
     */
    boolean unpackTo(Path copy) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean sound = new AtomicBoolean(true);
        try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE);
                Workers workers = new Workers(Division.OVER_ALL_CORES)) {
            workers.run(() -> unpackSome(next, sound, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return sound.get();
    }

    private void unpackSome(AtomicInteger next, AtomicBoolean sound, FileChannel out)
            throws SnapshotFormatException {
        // One more, to notice a block that is too long.
        byte[] block = new byte[blockBytes + 1];
        byte[] input = new byte[1 << 16];
        Inflater inflater = new Inflater(true);
        try {
            int number = next.getAndIncrement();
            while (number < starts.size() && sound.get()) {
                int count = unpack(number, inflater, input, block);
                boolean isWhole = count == blockBytes || number == starts.size() - 1;
                if (count < 0 || !isWhole) {
                    sound.set(false);
                } else {
                    write(out, ByteBuffer.wrap(block, 0, count), (long) number * blockBytes);
                }
                number = next.getAndIncrement();
            }
        } finally {
            inflater.end();
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long position) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += out.write(bytes, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes a member has; -1 if it is not what it should be. */
    private int unpack(int number, Inflater inflater, byte[] input, byte[] block) {
        inflater.reset();
        long at = starts.get(number);
        int count = 0;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int length = (int) Math.min(input.length, packed.size() - at);
                    packed.copy(at, input, length);
                    inflater.setInput(input, 0, length);
                    at += length;
                }
                int inflated = inflater.inflate(block, count, block.length - count);
                count += inflated;
                boolean stuck = inflated == 0 && at == packed.size() && inflater.needsInput();
                if (stuck || count > blockBytes) {
                    return -1;
                }
            }
        } catch (DataFormatException e) {
            return -1;
        }
        return hasChecksum(starts.get(number) + inflater.getBytesRead(), block, count) ? count : -1;
    }

    private boolean hasChecksum(long at, byte[] block, int count) {
        if (at + Integer.BYTES > packed.size()) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(block, 0, count);
        return Integer.reverseBytes(packed.bigInt(at)) == (int) checksum.getValue();
    }
}
