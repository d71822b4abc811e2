package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.analyse.DominatorPaths;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.memory.ColumnMemory;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.JvmClass;
import dev.tidemark.testkit.jvm.JvmObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where columns lie makes no difference: in arrays, some in scratch files, or all of them. */
class SpilledDumpsTest {
    private static final long NOTHING = 0;
    private static final long SOME = 20_000;

    /** More of the biggest objects than there are. */
    private static final int ALL = 100_000;

    @TempDir private Path scratch;

    @Test
    void random_heaps_have_the_same_answers_wherever_columns_lie() throws IOException {
        Path file = scratch.resolve("random.hprof");
        for (int seed = 0; seed < 40; seed++) {
            randomHeap(seed).dump().writeTo(file);
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
        Answers inArrays = answers(file, ColumnMemory.javaHeap());
        for (long bytes : new long[] {NOTHING, SOME}) {
            Answers spilled = answers(file, ColumnMemory.limited(bytes, scratch));
            assertThat(spilled.overview).as(which).isEqualTo(inArrays.overview);
            assertThat(spilled.objects).as(which).isEqualTo(inArrays.objects);
            assertThat(spilled.references).as(which).isEqualTo(inArrays.references);
            assertThat(spilled.names).as(which).isEqualTo(inArrays.names);
        }
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).as(which).allMatch(path -> path.equals(file));
        }
    }

    /**
     * All that a heap is asked.
     *
     * @param objects of each object what {@link #object} tells
     * @param references of each its target, or the complement if that is not retained
     * @param names of every 97th reference
     */
    private record Answers(
            Overview overview,
            List<List<Long>> objects,
            List<Integer> references,
            List<String> names) {}

    private static Answers answers(Path file, ColumnMemory memory) throws IOException {
        try (JvmHeap heap =
                        HprofDumps.open(
                                Unpacked.map(file),
                                Referents.NONE,
                                Division.OVER_ALL_CORES,
                                memory);
                DominatorTree dominators = DominatorTree.of(heap);
                RetainedSizes retained = RetainedSizes.of(heap, dominators)) {
            return new Answers(
                    Overview.of(heap, ALL, new DominatorPaths(heap)),
                    IntStream.range(0, heap.objectCount())
                            .mapToObj(object -> object(heap, dominators, retained, object))
                            .toList(),
                    IntStream.range(0, (int) heap.referenceCount())
                            .mapToObj(i -> heap.retains(i) ? heap.target(i) : ~heap.target(i))
                            .toList(),
                    LongStream.range(0, heap.referenceCount() / 97)
                            .mapToObj(i -> heap.referenceName(i * 97))
                            .toList());
        }
    }

    private static List<Long> object(
            JvmHeap heap, DominatorTree dominators, RetainedSizes retained, int object) {
        return List.of(
                heap.objectId(object),
                (long) heap.typeOf(object),
                heap.shallowSize(object),
                heap.firstReference(object),
                (long) dominators.immediateDominatorOf(object),
                retained.of(object));
    }

    private static HotSpotHeap randomHeap(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HotSpotHeap process = new HotSpotHeap();
        List<JvmClass> types =
                IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(i -> process.type("com.acme.Type" + i).fields("a", "b", "c"))
                        .toList();
        List<JvmObject> objects = new ArrayList<>();
        int count = 1 + random.nextInt(400);
        for (int i = 0; i < count; i++) {
            objects.add(
                    switch (random.nextInt(5)) {
                        case 0 -> process.string("text " + i);
                        case 1 -> process.bytes(random.nextInt(3_000));
                        case 2 -> process.array("java.lang.Object", 1 + random.nextInt(9));
                        default -> process.instance(types.get(random.nextInt(types.size())));
                    });
        }
        for (JvmObject from : objects) {
            connect(from, objects, random);
        }
        for (int i = 0; i < types.size(); i++) {
            types.get(i).set("kept" + i, objects.get(random.nextInt(count)));
        }
        return process;
    }

    private static void connect(JvmObject from, List<JvmObject> all, SplittableRandom random) {
        String type = from.type().name();
        for (String field : List.of("a", "b", "c")) {
            JvmObject to = all.get(random.nextInt(all.size()));
            if (type.startsWith("com.acme") && random.nextInt(4) > 0) {
                from.set(field, to);
            } else if (type.startsWith("[L")) {
                from.set(0, to);
            }
        }
    }
}
