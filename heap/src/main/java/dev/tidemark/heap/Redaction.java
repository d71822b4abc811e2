package dev.tidemark.heap;

import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.index.NewFile;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.heap.read.hprof.HprofDumps;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.heap.redact.RedactedCounts;
import dev.tidemark.heap.redact.RedactionKey;
import dev.tidemark.heap.redact.Scrambler;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes snapshots without what the program held: every object stays with its type, size, id and
 * references; texts and numbers do not. Files that belong together, such as the snapshots of one
 * process, are redacted by one instance: what was equal in them stays equal.
 *
 * <p>What stands for contents is made with a random key that is gone with the instance.
 */
public final class Redaction {
    private final RedactionKey key = RedactionKey.random();

    /**
     * What came of one file.
     *
     * @param bytes of the file that was read, packed if it is
     * @param redactedBytes of the one that was written
     */
    public record Result(
            SnapshotFormat format, long bytes, long redactedBytes, RedactedCounts counts) {}

    /**
     * Writes a snapshot without its contents. The file is for its owner alone, and has its name
     * only once it is whole; one of that name is replaced. It is packed if its name ends with
     * {@code .gz} or {@code .zst}.
     *
     * @throws SnapshotFormatException if {@code from} is no whole snapshot
     * @throws FileSystemException if {@code to} is the same file, or cannot be written
     */
    public Result write(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.isSameFile(from, to)) {
            throw new FileSystemException(
                    to.toString(),
                    null,
                    "expected another file than the snapshot itself. Choose another name.");
        }
        Writing writing = new Writing(from, to);
        NewFile.write(to, writing);
        return writing.result();
    }

    /** One file. */
    private final class Writing implements NewFile.Contents {
        private final Path from;
        private final Path to;
        private SnapshotFormat format = SnapshotFormat.V8;
        private RedactedCounts counts = RedactedCounts.NONE;

        Writing(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void writeTo(FileChannel file) throws IOException {
            SnapshotBytes bytes = Unpacked.map(from);
            Scrambler scrambler = new Scrambler(key);
            try (OutputStream out = packed(new Blamed(to, Channels.newOutputStream(file)))) {
                if (HprofDumps.recognises(bytes)) {
                    format = SnapshotFormat.HPROF;
                    counts = HprofDumps.redact(bytes, scrambler, out);
                } else {
                    counts = V8Snapshots.redact(bytes, scrambler, out);
                }
            }
        }

        private OutputStream packed(OutputStream plain) throws IOException {
            String name = to.getFileName().toString();
            if (name.endsWith(".gz")) {
                return new GZIPOutputStream(plain, 1 << 16);
            }
            return name.endsWith(".zst") ? new ZstdOutputStream(plain) : plain;
        }

        Result result() throws IOException {
            return new Result(format, Files.size(from), Files.size(to), counts);
        }
    }

    /** Says which file it is that cannot be written, for example because the disk is full. */
    private static final class Blamed extends FilterOutputStream {
        private final Path file;

        Blamed(Path file, OutputStream out) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                FileSystemException problem =
                        new FileSystemException(file.toString(), null, e.getMessage());
                problem.initCause(e);
                throw problem;
            }
        }
    }
}
