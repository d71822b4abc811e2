package dev.tidemark.heap.index;

import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.memory.ColumnFile;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.memory.KeptColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The index of a large snapshot: a file beside it for each part, {@code FILE.tidemark-index.PART}.
 *
 * <p>None is trusted unchecked: all its bytes have the checksums that they were written with, and
 * its {@link IndexKey} is that of the snapshot beside it. Otherwise it is as good as none, and the
 * next one takes its place.
 */
public final class IndexParts implements Index {
    private final Path snapshot;
    private final IndexKey key;
    private final Listener listener;
    private final List<ColumnFile> open = new ArrayList<>();

    private IndexParts(Path snapshot, IndexKey key, Listener listener) {
        this.snapshot = snapshot;
        this.key = key;
        this.listener = listener;
    }

    /** Hears what is done to the user's disk. */
    @FunctionalInterface
    public interface Listener {
        /** A part is about to be written. */
        void keeping(Path file, long bytes);
    }

    /**
     * The index of a snapshot as it is now, whether there is one or not.
     *
     * @param referents which of them the heap retains: another choice, another index
     * @throws IOException if the snapshot cannot be read
     */
    public static IndexParts of(Path snapshot, Referents referents, Listener listener)
            throws IOException {
        return new IndexParts(snapshot, IndexKey.of(snapshot, referents), listener);
    }

    private Path file(String part) {
        return snapshot.resolveSibling(snapshot.getFileName() + IndexFile.SUFFIX + "." + part);
    }

    @Override
    public Optional<KeptColumns> find(String part) {
        try {
            if (!Files.isRegularFile(file(part))) {
                return Optional.empty();
            }
            Optional<ColumnFile> found = ColumnFile.open(file(part), key.bytes());
            found.ifPresent(open::add);
            return found.map(ColumnFile::columns);
        } catch (IOException | IndexOutOfBoundsException e) {
            // Not what we would write: whoever asks finds all anew.
            return Optional.empty();
        }
    }

    @Override
    public void keep(String part, Supplier<ColumnList> columns) {
        try {
            if (!key.isStillOf(snapshot)) {
                return;
            }
            // One that is of no use any more makes room before its successor needs some.
            Files.deleteIfExists(file(part));
            ColumnList list = columns.get();
            long bytes = ColumnFile.fileBytes(key.bytes(), list);
            if (NewFile.hasRoom(file(part), bytes)) {
                listener.keeping(file(part), bytes);
                NewFile.write(file(part), to -> ColumnFile.write(to, key.bytes(), list));
            }
        } catch (IOException e) {
            // A full disk, a folder that cannot be written to: then there is none.
        }
    }

    @Override
    public void close() {
        open.forEach(ColumnFile::close);
        open.clear();
    }
}
