package dev.tidemark.heap.analyse;

import static dev.tidemark.testkit.Heaps.heap;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypeSummaryTest {
    @Test
    void an_instance_that_another_one_retains_counts_once() throws IOException {
        // root -> 1 Node -> 2 Node -> 3 Data, 4 Node
        HeapFile list =
                heap().root(1, 4)
                        .object("Node", 10, 2)
                        .object("Node", 20, 3)
                        .object("Data", 100)
                        .object("Node", 5)
                        .build();
        assertThat(summaries(list))
                .extracting(TypeSummary::name, TypeSummary::count)
                .containsExactly(tuple("Node", 3L), tuple("Data", 1L));
        TypeSummary node = summaries(list).getFirst();
        assertThat(node.shallowBytes()).isEqualTo(10 + 20 + 5);
        assertThat(node.retainedBytes()).isEqualTo(10 + 20 + 100 + 5);
    }

    @Test
    void objects_without_a_size_are_left_out() throws IOException {
        HeapFile file = heap().root(1).object("Empty", 0, 2).object("Full", 8).build();
        assertThat(summaries(file)).extracting(TypeSummary::name).containsExactly("Full");
    }

    @Test
    void types_come_by_falling_retained_size_then_count_then_name() throws IOException {
        HeapFile file =
                heap().root(1, 2, 3, 4, 5)
                        .object("B", 8)
                        .object("A", 8)
                        .object("Twice", 4)
                        .object("Twice", 4)
                        .object("Big", 9)
                        .build();
        assertThat(summaries(file))
                .extracting(TypeSummary::name)
                .containsExactly("Big", "Twice", "A", "B");
    }

    @Test
    void sums_are_those_of_the_instances_and_of_all_that_they_dominate() throws IOException {
        for (int seed = 0; seed < 600; seed++) {
            HeapFile file =
                    seed % 2 == 0 ? RandomHeaps.heap(seed) : RandomHeaps.heapOfAllTypes(seed);
            try (OpenHeap heap = OpenHeap.of(file)) {
                HeapGraph graph = heap.graph();
                SlowDominators slow = new SlowDominators(graph);
                List<TypeSummary> summaries =
                        TypeSummary.of(graph, heap.dominators(), heap.retained());
                Map<Integer, List<Integer>> instances =
                        IntStream.range(0, graph.objectCount())
                                .filter(object -> graph.shallowSize(object) > 0)
                                .boxed()
                                .collect(groupingBy(graph::typeOf));
                assertThat(summaries).as("seed %d", seed).hasSameSizeAs(instances.keySet());
                for (TypeSummary summary : summaries) {
                    List<Integer> all = instances.getOrDefault(summary.type(), List.of());
                    TypeSummary expected =
                            new TypeSummary(
                                    summary.type(),
                                    graph.typeName(summary.type()),
                                    all.size(),
                                    all.stream().mapToLong(graph::shallowSize).sum(),
                                    slow.retainedSizeOfType(summary.type()));
                    assertThat(summary).as("seed %d", seed).isEqualTo(expected);
                }
            }
        }
    }

    private static List<TypeSummary> summaries(HeapFile file) throws IOException {
        try (OpenHeap heap = OpenHeap.of(file)) {
            return TypeSummary.of(heap.graph(), heap.dominators(), heap.retained());
        }
    }
}
