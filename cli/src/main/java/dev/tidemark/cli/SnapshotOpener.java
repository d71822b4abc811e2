package dev.tidemark.cli;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.graph.Truncation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens snapshot files for a command, and says so where one is not whole. */
final class SnapshotOpener {
    private final Referents referents;
    private final boolean withIndex;
    private final Output output;
    private final IndexNote note;

    /**
     * @param referents which of them count as kept, in a JVM
     * @param withIndex whether the index beside a snapshot is read, and one written
     * @param output of the command
     */
    SnapshotOpener(Referents referents, boolean withIndex, Output output) {
        this.referents = referents;
        this.withIndex = withIndex;
        this.output = output;
        this.note = new IndexNote(output);
    }

    HeapGraph open(Path file) throws IOException {
        HeapGraph graph =
                withIndex
                        ? Heaps.openWithIndex(file, referents, note)
                        : Heaps.open(file, referents);
        graph.truncation().ifPresent(cut -> output.warn(List.of(warning(file, cut))));
        return graph;
    }

    private static String warning(Path file, Truncation cut) {
        return "%s: cut short at byte %d: %s. What is lost may look like growth, or hide it."
                .formatted(file, cut.offset(), cut.lost());
    }
}
