package dev.tidemark.heap.index;

import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.graph.Referents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file beside a snapshot that holds its {@link Overview}.
 *
 * <p>It is only a memory of work that was done: one that is missing, damaged, of another version of
 * Tidemark or of another snapshot is as good as none, and nobody is told. Like the snapshot it is
 * for its owner alone: names of classes are in it.
 *
 * <p>Layout: magic, version, the snapshot's {@link Fingerprint}, which referents are retained, the
 * overview, and at the end a CRC-32C of all that.
 */
public final class IndexFile {
    private static final String SUFFIX = ".tidemark-index";
    private static final long MAGIC = 0x5449_4445_4d41_524bL;

    /** To be raised when the layout changes, or when an overview would come out differently. */
    private static final int VERSION = 2;

    /** Far more than any overview takes. */
    private static final long MOST_BYTES = 256L << 20;

    private final Path snapshot;
    private final Path file;
    private final Referents referents;
    private final Fingerprint fingerprint;

    private IndexFile(Path snapshot, Referents referents, Fingerprint fingerprint) {
        this.snapshot = snapshot;
        this.file = snapshot.resolveSibling(snapshot.getFileName() + SUFFIX);
        this.referents = referents;
        this.fingerprint = fingerprint;
    }

    /**
     * The index of a snapshot as it is now, whether there is one or not.
     *
     * @param referents which of them an overview counts as retained: another choice, another index
     * @throws IOException if the snapshot cannot be read
     */
    public static IndexFile of(Path snapshot, Referents referents) throws IOException {
        return new IndexFile(snapshot, referents, Fingerprint.of(snapshot));
    }

    /** What was kept of this very snapshot, if anything was. Cost: reads the index once. */
    public Optional<Overview> read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - Integer.BYTES;
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            DataInputStream end =
                    new DataInputStream(new ByteArrayInputStream(bytes, length, Integer.BYTES));
            return length > 0 && end.readInt() == checksum(bytes, length) && isOfThis(in)
                    ? Optional.of(OverviewFormat.read(in))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Not what we would write: whoever asks finds all anew.
            return Optional.empty();
        }
    }

    private boolean isOfThis(DataInputStream in) throws IOException {
        return in.readLong() == MAGIC
                && in.readInt() == VERSION
                && new Fingerprint(in.readLong(), in.readLong(), in.readLong()).equals(fingerprint)
                && in.readUTF().equals(referents.name());
    }

    /**
     * Keeps an overview; its file appears whole or not at all.
     *
     * @return whether it is kept: a folder that cannot be written to, or a snapshot that changed
     *     meanwhile, is no error
     */
    public boolean write(Overview overview) {
        try {
            if (!Fingerprint.of(snapshot).equals(fingerprint)) {
                return false;
            }
            Path folder = file.toAbsolutePath().getParent();
            // Temporary files are for their owner alone.
            Path part = Files.createTempFile(folder, ".tidemark-", ".part");
            try {
                Files.write(part, bytes(overview));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] bytes(Overview overview) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(fingerprint.size());
        out.writeLong(fingerprint.modifiedMillis());
        out.writeLong(fingerprint.sample());
        out.writeUTF(referents.name());
        OverviewFormat.write(overview, out);
        out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
