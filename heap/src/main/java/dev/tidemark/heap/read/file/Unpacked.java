package dev.tidemark.heap.read.file;

import dev.tidemark.heap.read.SnapshotFormatException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
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
            return unpackGzip(file);
        }
        return SnapshotBytes.map(file, file);
    }

    /**
     * Maps several files as if they were one.
     *
     * @param name what messages call it
     */
    public static SnapshotBytes join(List<Path> parts, Path name) throws IOException {
        Path copy = newCopy();
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                for (Path part : parts) {
                    Files.copy(part, out);
                }
            }
            return SnapshotBytes.map(copy, name);
        } finally {
            Files.delete(copy);
        }
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

    /** By blocks where the file has them; if that fails, from front to back. */
    private static SnapshotBytes unpackGzip(Path file) throws IOException {
        try (SnapshotBytes packed = SnapshotBytes.map(file, file)) {
            Optional<GzipBlocks> blocks = GzipBlocks.in(packed);
            if (blocks.isPresent()) {
                Path copy = newCopy();
                try {
                    if (blocks.get().unpackTo(copy)) {
                        return SnapshotBytes.map(copy, file);
                    }
                } finally {
                    Files.delete(copy);
                }
            }
        }
        return unpack(file, in -> new GZIPInputStream(in, BUFFER_BYTES));
    }

    /** A snapshot holds what the process held in memory: nobody else may read the copy. */
    private static Path newCopy() throws IOException {
        return Files.createTempFile(
                "tidemark-",
                ".snapshot",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @FunctionalInterface
    private interface Unpacker {
        InputStream open(InputStream packed) throws IOException;
    }

    private static SnapshotBytes unpack(Path file, Unpacker unpacker) throws IOException {
        Path copy = newCopy();
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
            boolean mayBeCut = false;
            int count = read(file, in, buffer, unpacked, mayBeCut);
            while (count >= 0) {
                mayBeCut |= unpacked == 0 && isHeapDump(buffer, count);
                out.write(buffer, 0, count);
                unpacked += count;
                count = read(file, in, buffer, unpacked, mayBeCut);
            }
        }
    }

    /** Whether it is a JVM's heap dump, which is of use up to where it was cut. */
    private static boolean isHeapDump(byte[] start, int count) {
        return new String(start, 0, Math.min(count, 32), StandardCharsets.ISO_8859_1)
                .startsWith("JAVA PROFILE ");
    }

    private static InputStream open(Path file, Unpacker unpacker, InputStream packed)
            throws SnapshotFormatException {
        try {
            return unpacker.open(packed);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, 0, e);
        }
    }

    /**
     * Reads on; -1 at the end.
     *
     * @param mayBeCut whether an end that comes too early is one
     */
    private static int read(
            Path file, InputStream in, byte[] buffer, long unpacked, boolean mayBeCut)
            throws SnapshotFormatException {
        try {
            return in.read(buffer);
        } catch (EOFException e) {
            if (mayBeCut) {
                return -1;
            }
            throw damaged(file, unpacked, e);
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
