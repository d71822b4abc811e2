package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.Referents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dumps of real JVMs: what we read is what the JVM itself said, and what Eclipse MAT found. */
class GoldenDumpsTest {
    private static final String CLASS = "java.lang.Class";

    /** The JVM fills holes with these, and writes them as arrays of {@code int}. */
    private static final Set<String> FILLERS = Set.of("jdk.internal.vm.FillerElement[]", "int[]");

    /** The mirrors of the primitive types are written as instances. */
    private static final int PRIMITIVE_MIRRORS = 9;

    @ParameterizedTest
    @EnumSource
    void every_record_of_an_object_is_one_object(GoldenDump dump) throws IOException {
        try (JvmHeap heap = dump.open(Referents.NONE)) {
            long classes = objects(heap).filter(o -> heap.kind(o) == ObjectKind.CLASS).count();
            long arrays = objects(heap).filter(o -> heap.kind(o) == ObjectKind.ARRAY).count();

            assertThat(classes).isEqualTo(dump.records("class_dumps"));
            assertThat(arrays)
                    .isEqualTo(dump.records("object_arrays") + dump.records("primitive_arrays"));
            assertThat(heap.objectCount() - 1 - classes - arrays)
                    .isEqualTo(dump.records("instances"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_class_has_the_objects_and_the_bytes_that_the_jvm_counted(GoldenDump dump)
            throws IOException {
        Map<String, GoldenDump.Population> expected = dump.histogram();
        try (JvmHeap heap = dump.open(Referents.NONE)) {
            Map<String, GoldenDump.Population> found = histogram(heap);
            if (dump != GoldenDump.JDK25_SERIAL_ALIGN16) {
                // There, the collection that the dump begins with took some.
                assertThat(fillers(found)).isEqualTo(fillers(expected));
            }
            long classes = Objects.requireNonNull(expected.get(CLASS)).objects();
            if (dump.records("class_dumps") + PRIMITIVE_MIRRORS != classes) {
                // The JVM counts class objects of the shared archive that it has not loaded.
                expected.remove(CLASS);
                found.remove(CLASS);
            }
            expected.keySet().removeAll(FILLERS);
            found.keySet().removeAll(FILLERS);

            assertThat(found).isEqualTo(expected);
        }
    }

    private static GoldenDump.Population fillers(Map<String, GoldenDump.Population> histogram) {
        GoldenDump.Population none = new GoldenDump.Population(0, 0);
        return FILLERS.stream()
                .map(name -> histogram.getOrDefault(name, none))
                .reduce(none, GoldenDump.Population::plus);
    }

    private static Map<String, GoldenDump.Population> histogram(JvmHeap heap) {
        Map<String, GoldenDump.Population> all = new TreeMap<>();
        objects(heap)
                .forEach(object ->
                        all.merge(
                                heap.typeName(heap.typeOf(object)),
                                new GoldenDump.Population(1, heap.shallowSize(object)),
                                GoldenDump.Population::plus));
        return all;
    }

    private static IntStream objects(JvmHeap heap) {
        return IntStream.range(1, heap.objectCount());
    }

    @ParameterizedTest
    @EnumSource
    void the_layout_is_the_one_that_the_jvm_was_started_with(GoldenDump dump) throws IOException {
        ObjectLayout expected =
                switch (dump) {
                    case JDK17_G1, JDK25_G1, JDK25_G1_GZ, JDK25_PARALLEL_ALL ->
                            new ObjectLayout(12, 4, 8, false);
                    case JDK25_G1_COH -> new ObjectLayout(8, 4, 8, true);
                    case JDK25_G1_NOCOOPS -> new ObjectLayout(12, 8, 8, false);
                    case JDK25_SERIAL_ALIGN16 -> new ObjectLayout(12, 4, 16, false);
                };
        try (JvmHeap heap = dump.open(Referents.NONE)) {
            assertThat(heap.layout()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void strings_are_read_whatever_their_characters(GoldenDump dump) throws IOException {
        try (JvmHeap heap = dump.open(Referents.NONE)) {
            assertThat(objects(heap).mapToObj(heap::text).flatMap(Optional::stream))
                    .contains(
                            "",
                            "latin",
                            "caf\u00e9",
                            "\u6e90\u6c60",
                            "interned-42",
                            "\uD83D\uDE00 pair",
                            "nul\0inside");
        }
    }

    @ParameterizedTest
    @EnumSource
    void threads_have_their_names_frames_and_locals(GoldenDump dump) throws IOException {
        try (JvmHeap heap = dump.open(Referents.NONE)) {
            JvmHeap.JvmThread thread =
                    heap.threads().stream()
                            .filter(one -> one.name().equals("golden-2"))
                            .findFirst()
                            .orElseThrow();

            assertThat(thread.frames())
                    .extracting(JvmHeap.Frame::className, JvmHeap.Frame::method)
                    .contains(tuple("GoldenHeap", "park"), tuple("GoldenHeap", "frame"));
            assertThat(
                            thread.frames().stream()
                                    .flatMap(frame -> frame.locals().stream())
                                    .map(heap::length)
                                    .filter(OptionalLong::isPresent)
                                    .map(OptionalLong::getAsLong))
                    .as("the arrays that its calls made")
                    .contains(50L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_strong_referents_graph_and_dominators_are_those_of_mat(GoldenDump dump)
            throws IOException {
        Map<String, String> mat = dump.mat();
        try (MatView view = new MatView(dump.open(Referents.STRONG));
                DominatorTree dominators = DominatorTree.of(view)) {
            int[] reachable = reachable(view, dominators);

            assertThat(reachable.length).isEqualTo(number(mat, "objects"));
            assertThat(view.objectCount() - 1L - reachable.length)
                    .isEqualTo(number(mat, "unreachable_objects_removed"));
            assertThat(view.firstReference(1)).isEqualTo(number(mat, "gc_root_objects"));
            assertThat(references(view, reachable)).isEqualTo(number(mat, "references"));
            assertThat(checksum(view, dominators, reachable)).isEqualTo(mat.get("idom_crc32"));
            assertThat(sumOfDepth(dominators)).isEqualTo(number(mat, "sum_of_depth"));
        }
    }

    private static long number(Map<String, String> mat, String key) {
        return Long.parseLong(Objects.requireNonNull(mat.get(key)));
    }

    /** What the root reaches, by unsigned address. */
    private static int[] reachable(MatView view, DominatorTree dominators) {
        return IntStream.range(1, dominators.reachableCount())
                .map(dominators::objectAt)
                .boxed()
                .sorted(Comparator.comparing(view::objectId, Long::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long references(MatView view, int[] objects) {
        return IntStream.of(objects)
                .mapToLong(o -> view.firstReference(o + 1) - view.firstReference(o))
                .sum();
    }

    private static long sumOfDepth(DominatorTree dominators) {
        int[] depth = new int[dominators.objectCount()];
        long sum = 0;
        for (int position = 1; position < dominators.reachableCount(); position++) {
            int object = dominators.objectAt(position);
            depth[object] = depth[dominators.immediateDominatorOf(object)] + 1;
            sum += depth[object];
        }
        return sum;
    }

    private static String checksum(MatView view, DominatorTree dominators, int[] objects) {
        CRC32 checksum = new CRC32();
        for (int object : objects) {
            int dominator = dominators.immediateDominatorOf(object);
            String holder =
                    dominator == view.root() ? "-" : Long.toHexString(view.objectId(dominator));
            String line = Long.toHexString(view.objectId(object)) + " " + holder + "\n";
            checksum.update(line.getBytes(StandardCharsets.US_ASCII));
        }
        return "%08x".formatted(checksum.getValue());
    }
}
