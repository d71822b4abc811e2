package dev.tidemark.heap.analyse;

import static dev.tidemark.testkit.Heaps.heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetainedSizesTest {
    private static final int SEEDS = 600;

    @Test
    void an_object_held_from_two_sides_is_retained_by_what_holds_both() throws IOException {
        // root -> 1 -> 2 -> 4
        //          `-> 3 -^
        HeapFile diamond =
                heap().root(1).object(10, 2, 3).object(20, 4).object(30, 4).object(40).build();
        try (OpenHeap heap = OpenHeap.of(diamond)) {
            RetainedSizes retained = heap.retained();
            assertThat(retained.of(2)).isEqualTo(20);
            assertThat(retained.of(3)).isEqualTo(30);
            assertThat(retained.of(1)).isEqualTo(10 + 20 + 30 + 40);
            assertThat(retained.reachableBytes()).isEqualTo(retained.of(heap.graph().root()));
        }
    }

    @Test
    void sizes_add_up_beyond_four_gigabytes() throws IOException {
        long half = 3L << 30;
        try (OpenHeap heap = OpenHeap.of(heap().root(1).object(half, 2).object(half).build())) {
            assertThat(heap.retained().of(1)).isEqualTo(6_442_450_944L);
        }
    }

    @Test
    void retained_size_is_what_becomes_unreachable_without_the_object() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            HeapFile file =
                    seed % 2 == 0 ? RandomHeaps.heap(seed) : RandomHeaps.heapOfAllTypes(seed);
            try (OpenHeap heap = OpenHeap.of(file)) {
                SlowDominators slow = new SlowDominators(heap.graph());
                for (int object = 0; object < heap.graph().objectCount(); object++) {
                    assertThat(heap.retained().of(object))
                            .as("seed %d, object %d", seed, object)
                            .isEqualTo(slow.retainedSize(object));
                }
                assertThat(heap.retained().reachableBytes())
                        .as("seed %d", seed)
                        .isEqualTo(
                                slow.reachable().stream()
                                        .mapToLong(heap.graph()::shallowSize)
                                        .sum());
            }
        }
    }

    @Test
    void objects_together_retain_what_any_of_them_dominates() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (OpenHeap heap = OpenHeap.of(RandomHeaps.heap(seed))) {
                SplittableRandom random = new SplittableRandom(seed);
                BitSet some = new BitSet();
                for (int i = random.nextInt(5); i > 0; i--) {
                    some.set(random.nextInt(heap.graph().objectCount()));
                }
                assertThat(RetainedSizes.ofAll(heap.graph(), heap.dominators(), some))
                        .as("seed %d", seed)
                        .isEqualTo(dominatedBytes(heap, some));
            }
        }
    }

    private static long dominatedBytes(OpenHeap heap, BitSet dominators) {
        return IntStream.range(0, heap.graph().objectCount())
                .filter(object ->
                        dominators.stream()
                                .anyMatch(one -> heap.dominators().dominates(one, object)))
                .mapToLong(heap.graph()::shallowSize)
                .sum();
    }
}
