package dev.tidemark.heap.read.v8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory that the Javadoc of {@link V8Snapshots}, {@link DominatorTree}... promises. */
class MemoryBudgetTest {
    private static final int COUNT = 1_000_000;

    private static final Columns KEPT = new Columns();

    @TempDir Path folder;

    /** Other tests leave arrays that are longer than what we measure needs: out of the way. */
    @BeforeAll
    static void takeKeptArrays() {
        for (int column = 0; column < 16; column++) {
            KEPT.ints(COUNT);
            KEPT.longs(COUNT);
            KEPT.bytes(COUNT);
        }
    }

    @AfterAll
    static void giveBack() {
        KEPT.close();
    }

    @Test
    void an_open_graph_takes_18_bytes_an_object_and_6_a_reference() throws Exception {
        // As many references as objects, and then three times as many.
        long chain = graphBytes(RandomHeaps.largeChain(COUNT));
        long list = graphBytes(RandomHeaps.largeIndexedList(COUNT));
        assertThat(perUnit(chain)).isEqualTo(17.3 + 5.3, within());
        assertThat(perUnit(list - chain) / 2).isEqualTo(5.3, within());
    }

    @Test
    void dominators_take_8_bytes_an_object_16_if_asked_about_one_and_retained_sizes_4()
            throws Exception {
        Path file = RandomHeaps.largeChain(COUNT).writeTo(folder.resolve("a.heapsnapshot"));
        try (HeapGraph graph = V8Snapshots.open(file)) {
            graph.typeCount();
            // The graph owns the memory of what is found out about it, so it is asked each time.
            long open = Footprint.bytesOf(graph);
            try (DominatorTree dominators = DominatorTree.of(graph)) {
                long tree = Footprint.bytesOf(graph);
                assertThat(perUnit(tree - open)).isEqualTo(8, within());
                try (RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
                    // The first question makes the column.
                    retained.reachableBytes();
                    assertThat(perUnit(Footprint.bytesOf(graph) - tree)).isEqualTo(4, within());
                }
                dominators.positionOf(graph.root());
                assertThat(perUnit(Footprint.bytesOf(graph) - open)).isEqualTo(16, within());
            }
        }
    }

    private long graphBytes(HeapFile heap) throws IOException, IllegalAccessException {
        Path file = heap.writeTo(folder.resolve("a.heapsnapshot"));
        try (HeapGraph graph = V8Snapshots.open(file)) {
            graph.typeCount();
            return Footprint.bytesOf(graph);
        }
    }

    private static double perUnit(long bytes) {
        return (double) bytes / COUNT;
    }

    /** Lengths of arrays are rounded up. */
    private static Offset<Double> within() {
        return Assertions.within(0.2);
    }
}
