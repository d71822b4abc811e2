package dev.tidemark.heap.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The shapes that make careless algorithms overflow the stack or take hours. A quadratic one would
 * take 10^12 steps here; the deadline is generous because machines are slow at times.
 */
@Timeout(60)
class LargeHeapsTest {
    private static final int COUNT = 1_000_000;
    private static final int SIZE = 16;

    @Test
    void a_chain_retains_all_that_follows() throws IOException {
        try (OpenHeap heap = OpenHeap.of(RandomHeaps.largeChain(COUNT))) {
            for (int object = 1; object <= COUNT; object++) {
                check(heap, object, object - 1, COUNT - object + 1L);
            }
        }
    }

    @Test
    void a_star_retains_its_rays() throws IOException {
        try (OpenHeap heap = OpenHeap.of(RandomHeaps.largeStar(COUNT))) {
            check(heap, 1, 0, COUNT);
            for (int object = 2; object <= COUNT; object++) {
                check(heap, object, 1, 1);
            }
        }
    }

    @Test
    void a_doubly_linked_list_in_an_array_is_dominated_by_the_array() throws IOException {
        try (OpenHeap heap = OpenHeap.of(RandomHeaps.largeIndexedList(COUNT))) {
            check(heap, 1, 0, COUNT);
            for (int object = 2; object <= COUNT; object++) {
                check(heap, object, 1, 1);
            }
        }
    }

    /** Climbing step by step takes a quarter of 10^12 steps here; jump pointers take over. */
    @Test
    void leaves_of_a_chain_that_the_root_shares_are_dominated_by_the_root() throws IOException {
        try (OpenHeap heap = OpenHeap.of(RandomHeaps.largeSharedLeaves(COUNT))) {
            int tail = COUNT / 2;
            for (int object = 1; object <= tail; object++) {
                check(heap, object, object - 1, tail - object + 1L);
            }
            for (int object = tail + 1; object <= COUNT; object++) {
                check(heap, object, 0, 1);
            }
        }
    }

    /** Going back to an array and beginning at its start again would read n²/2 references. */
    @Test
    void each_reference_is_read_a_few_times_however_deep_or_wide_the_heap_is() throws IOException {
        int count = 20_000;
        for (HeapFile file :
                List.of(
                        RandomHeaps.largeChain(count),
                        RandomHeaps.largeStar(count),
                        RandomHeaps.largeIndexedList(count),
                        RandomHeaps.largeMesh(count),
                        RandomHeaps.largeSharedLeaves(count))) {
            try (OpenHeap heap = OpenHeap.of(file)) {
                CountingHeap counting = new CountingHeap(heap.graph());
                try (DominatorTree _ = DominatorTree.of(counting)) {
                    assertThat(counting.read().get())
                            .isLessThanOrEqualTo(7 * heap.graph().referenceCount());
                }
            }
        }
    }

    private static void check(OpenHeap heap, int object, int dominator, long retainedObjects) {
        // Plain comparisons: an assertion for each of millions would be most of the test.
        boolean right =
                heap.dominators().immediateDominatorOf(object) == dominator
                        && heap.retained().of(object) == retainedObjects * SIZE;
        if (!right) {
            assertThat(heap.dominators().immediateDominatorOf(object))
                    .as("dominator of %d", object)
                    .isEqualTo(dominator);
            assertThat(heap.retained().of(object))
                    .as("retained size of %d", object)
                    .isEqualTo(retainedObjects * SIZE);
        }
    }

    /** By hand: {@code LargeHeapsTest 10000000} tells the CPU seconds of each shape. */
    static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        measure("chain", RandomHeaps.largeChain(count));
        measure("star", RandomHeaps.largeStar(count));
        measure("list", RandomHeaps.largeIndexedList(count));
        measure("mesh", RandomHeaps.largeMesh(count));
        measure("leaves", RandomHeaps.largeSharedLeaves(count));
    }

    private static void measure(String shape, HeapFile file) throws IOException {
        long before = System.nanoTime();
        try (OpenHeap heap = OpenHeap.of(file)) {
            System.out.printf(
                    "%-8s %d objects, root retains %d bytes, %.1f s%n",
                    shape,
                    heap.graph().objectCount(),
                    heap.retained().of(0),
                    (System.nanoTime() - before) / 1e9);
        }
    }
}
