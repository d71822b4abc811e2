package dev.tidemark.heap.read.v8;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;

/** Maps a snapshot file; one that is packed is unpacked to a private temporary file first. */
final class Unpacked {
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int ZSTD_MAGIC = 0xfd2fb528;

    private Unpacked() {}

    static SnapshotBytes map(Path file) throws IOException {
        int magic = magic(file);
        if (magic == ZSTD_MAGIC) {
            return unpack(file, ZstdInputStream::new);
        }
        if ((magic & 0xffff) == GZIP_MAGIC) {
            return unpack(file, in -> new GZIPInputStream(in, 1 << 16));
        }
        return SnapshotBytes.map(file, file);
    }

    private static int magic(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(Integer.BYTES);
            int magic = 0;
            for (int i = 0; i < head.length; i++) {
                magic |= (head[i] & 0xff) << (8 * i);
            }
            return magic;
        }
    }

    @FunctionalInterface
    private interface Unpacker {
        InputStream open(InputStream packed) throws IOException;
    }

    private static SnapshotBytes unpack(Path file, Unpacker unpacker) throws IOException {
        // A snapshot holds what the process held in memory: nobody else may read the copy.
        Path copy =
                Files.createTempFile(
                        "tidemark-",
                        ".heapsnapshot",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            try (InputStream packed = Files.newInputStream(file);
                    InputStream in = unpacker.open(packed);
                    OutputStream out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            return SnapshotBytes.map(copy, file);
        } finally {
            // The mapping stays valid without a name.
            Files.delete(copy);
        }
    }
}
