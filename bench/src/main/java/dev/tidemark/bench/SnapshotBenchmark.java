package dev.tidemark.bench;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opening a snapshot, and finding what every object of it retains. Each round is a single shot,
 * since a user opens a file once: the first rounds, in a cold JVM, are what is felt.
 *
 * <p>{@code bench/run -p file=heap.heapsnapshot} takes a real snapshot instead of a made-up list.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class SnapshotBenchmark {
    private static final String MADE_UP = "made-up";
    private static final int MADE_UP_OBJECTS = 1_000_000;

    @Param(MADE_UP)
    public String file = MADE_UP;

    private Path snapshot = Path.of(file);

    @Setup
    public void findSnapshot() throws IOException {
        if (file.equals(MADE_UP)) {
            Path made = Files.createTempFile("tidemark-bench", ".heapsnapshot");
            snapshot = RandomHeaps.largeIndexedList(MADE_UP_OBJECTS).writeTo(made);
        } else {
            snapshot = Path.of(file);
        }
    }

    @TearDown
    public void deleteMadeUpSnapshot() throws IOException {
        if (file.equals(MADE_UP)) {
            Files.delete(snapshot);
        }
    }

    @Benchmark
    public int open() throws IOException {
        try (HeapGraph graph = V8Snapshots.open(snapshot)) {
            return graph.objectCount();
        }
    }

    @Benchmark
    public long openAndFindRetainedSizes() throws IOException {
        try (HeapGraph graph = V8Snapshots.open(snapshot);
                DominatorTree dominators = DominatorTree.of(graph);
                RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
            return retained.of(graph.root());
        }
    }
}
