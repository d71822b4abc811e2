package dev.tidemark.heap.index;

import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.graph.Referents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file beside a snapshot that holds its {@link Overview}.
 *
 * <p>It is only a memory of work that was done: one that is missing, damaged, of another version of
 * Tidemark or of another snapshot is as good as none, and nobody is told. Like the snapshot it is
 * for its owner alone: names of classes are in it.
 *
 * <p>Layout: magic, the {@link IndexKey}, the overview, and at the end a CRC-32C of all that.
 */
public final class IndexFile {
    static final String SUFFIX = ".tidemark-index";
    private static final long MAGIC = 0x5449_4445_4d41_524bL;

    /** Far more than any overview takes. */
    private static final long MOST_BYTES = 256L << 20;

    private final Path snapshot;
    private final Path file;
    private final IndexKey key;

    private IndexFile(Path snapshot, IndexKey key) {
        this.snapshot = snapshot;
        this.file = snapshot.resolveSibling(snapshot.getFileName() + SUFFIX);
        this.key = key;
    }

    /**
     * The index of a snapshot as it is now, whether there is one or not.
     *
     * @param referents which of them an overview counts as retained: another choice, another index
     * @throws IOException if the snapshot cannot be read
     */
    public static IndexFile of(Path snapshot, Referents referents) throws IOException {
        return new IndexFile(snapshot, IndexKey.of(snapshot, referents));
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
        return in.readLong() == MAGIC && Arrays.equals(in.readNBytes(IndexKey.BYTES), key.bytes());
    }

    /**
     * Keeps an overview; its file appears whole or not at all.
     *
     * @return whether it is kept: a folder that cannot be written to, or a snapshot that changed
     *     meanwhile, is no error
     */
    public boolean write(Overview overview) {
        try {
            if (!key.isStillOf(snapshot)) {
                return false;
            }
            byte[] bytes = bytes(overview);
            NewFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] bytes(Overview overview) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(MAGIC);
        out.write(key.bytes());
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
