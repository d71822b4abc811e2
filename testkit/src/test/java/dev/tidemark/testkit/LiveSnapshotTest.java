package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer against V8 itself. */
class LiveSnapshotTest {
    private static final Map<Integer, SnapshotLayout> LAYOUTS =
            Map.of(
                    20, SnapshotLayout.NODE_20,
                    22, SnapshotLayout.NODE_22,
                    24, SnapshotLayout.NODE_24,
                    26, SnapshotLayout.NODE_26);

    @TempDir private Path folder;

    @Test
    void a_snapshot_that_node_wrote_comes_out_of_our_writer_byte_for_byte() throws IOException {
        List<NodeRuntime> known =
                NodeRuntime.all().stream()
                        .filter(node -> LAYOUTS.containsKey(node.major()))
                        .toList();
        assumeTrue(!known.isEmpty(), "no Node.js of a known version is installed");
        NodePrograms.unpackTo(folder);

        // The oldest and the newest: one record a line, and one table a line.
        for (NodeRuntime node : new LinkedHashSet<>(List.of(known.getFirst(), known.getLast()))) {
            byte[] original = Files.readAllBytes(snapshotOf(node));
            HeapFile heap = new HeapFile(new ParsedSnapshot(original));

            byte[] written =
                    heap.toBytes(LAYOUTS.getOrDefault(node.major(), SnapshotLayout.NODE_26));

            // Not isEqualTo: its message would print both files.
            assertThat(Arrays.mismatch(original, written)).as(node.toString()).isEqualTo(-1);
        }
    }

    private Path snapshotOf(NodeRuntime node) {
        Path main = NodePrograms.program("clean/memo-cache").mainIn(folder);
        try (NodeProcess process = node.start(main)) {
            return process.snapshot(folder.resolve(node.major() + ".heapsnapshot"));
        }
    }
}
