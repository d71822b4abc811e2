package dev.tidemark.heap.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * By what a file is known again without reading all of it.
 *
 * @param size in bytes
 * @param modifiedMillis when it was written last
 * @param sample checksum of blocks from all over the file, its first and its last one included
 */
record Fingerprint(long size, long modifiedMillis, long sample) {
    private static final int BLOCKS = 64;
    private static final int BLOCK_BYTES = 1 << 12;

    static Fingerprint of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            CRC32C sample = new CRC32C();
            ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
            long last = Math.max(0, size - BLOCK_BYTES);
            for (int i = 0; i < BLOCKS; i++) {
                long at = last / (BLOCKS - 1) * i;
                channel.read(block.clear(), i == BLOCKS - 1 ? last : at);
                sample.update(block.flip());
            }
            return new Fingerprint(
                    size, Files.getLastModifiedTime(file).toMillis(), sample.getValue());
        }
    }
}
