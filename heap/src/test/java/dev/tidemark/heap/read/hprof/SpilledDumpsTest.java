package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.memory.ColumnMemory;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.heap.read.file.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where columns lie makes no difference: in arrays, some in scratch files, or all of them. */
class SpilledDumpsTest {
    private static final long NOTHING = 0;
    private static final long SOME = 20_000;

    @TempDir private Path scratch;

    @Test
    void random_heaps_have_the_same_answers_wherever_columns_lie() throws IOException {
        Path file = scratch.resolve("random.hprof");
        for (int seed = 0; seed < 40; seed++) {
            RandomDumps.heap(seed).dump().writeTo(file);
            assertSameAnswers("seed " + seed, file);
        }
    }

    @Test
    void a_dump_of_a_real_jvm_has_the_same_answers_wherever_columns_lie() throws IOException {
        Path file = GoldenDump.JDK25_G1.copy();
        try {
            assertSameAnswers("golden", file);
        } finally {
            Files.delete(file);
        }
    }

    private void assertSameAnswers(String which, Path file) throws IOException {
        HeapAnswers inArrays = answers(file, ColumnMemory.javaHeap());
        for (long bytes : new long[] {NOTHING, SOME}) {
            answers(file, ColumnMemory.limited(bytes, scratch)).assertEqual(which, inArrays);
        }
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).as(which).allMatch(path -> path.equals(file));
        }
    }

    private static HeapAnswers answers(Path file, ColumnMemory memory) throws IOException {
        return HeapAnswers.of(
                HprofDumps.open(
                        Unpacked.map(file),
                        Referents.NONE,
                        Division.OVER_ALL_CORES,
                        memory,
                        Index.NONE));
    }
}
