package dev.tidemark.heap.read.file;

import dev.tidemark.heap.read.SnapshotFormatException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;

/** Maps a snapshot file; one that is packed is unpacked to a private temporary file first. */
public final class Unpacked {
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int ZSTD_MAGIC = 0xfd2fb528;

    private static final int BUFFER_BYTES = 1 << 16;

    private Unpacked() {}

    public static SnapshotBytes map(Path file) throws IOException {
        int magic = magic(file);
        if (magic == ZSTD_MAGIC) {
            return unpack(file, ZstdInputStream::new);
        }
        if ((magic & 0xffff) == GZIP_MAGIC) {
            return unpack(file, in -> new GZIPInputStream(in, BUFFER_BYTES));
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
                        ".snapshot",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            copy(file, unpacker, copy);
            return SnapshotBytes.map(copy, file);
        } finally {
            // The mapping stays valid without a name.
            Files.delete(copy);
        }
    }

    /** What fails is either the packed file, which is to blame, or writing the copy. */
    private static void copy(Path file, Unpacker unpacker, Path copy) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long unpacked = 0;
        try (InputStream packed = Files.newInputStream(file);
                InputStream in = open(file, unpacker, packed);
                OutputStream out = Files.newOutputStream(copy)) {
            int count = read(file, in, buffer, unpacked);
            while (count >= 0) {
                out.write(buffer, 0, count);
                unpacked += count;
                count = read(file, in, buffer, unpacked);
            }
        }
    }

    private static InputStream open(Path file, Unpacker unpacker, InputStream packed)
            throws SnapshotFormatException {
        try {
            return unpacker.open(packed);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, 0, e);
        }
    }

    private static int read(Path file, InputStream in, byte[] buffer, long unpacked)
            throws SnapshotFormatException {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, unpacked, e);
        }
    }

    private static SnapshotFormatException damaged(Path file, long unpacked, Exception cause) {
        SnapshotFormatException problem =
                new SnapshotFormatException(
                        file,
                        unpacked,
                        "packed data that goes on or ends here",
                        String.valueOf(cause.getMessage()),
                        "The packed file is cut or damaged: copy it again.");
        problem.initCause(cause);
        return problem;
    }
}
