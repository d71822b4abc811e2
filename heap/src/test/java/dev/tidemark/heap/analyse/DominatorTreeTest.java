package dev.tidemark.heap.analyse;

import static dev.tidemark.testkit.Heaps.heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.HeapBuilder;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DominatorTreeTest {
    private static final int SEEDS = 600;

    @Test
    void an_object_held_from_two_sides_is_dominated_by_what_holds_both() throws IOException {
        // root -> 1 -> 2 -> 4
        //          `-> 3 -^
        HeapBuilder diamond = heap().root(1).object(8, 2, 3).object(8, 4).object(8, 4).object(8);
        assertDominators(diamond, 0, 0, 1, 1, 1);
    }

    @Test
    void an_object_that_the_root_holds_too_is_dominated_by_the_root() throws IOException {
        // root -> 1 -> 2 -> 3
        //   `---------------^
        assertDominators(heap().root(1, 3).object(8, 2).object(8, 3).object(8), 0, 0, 1, 0);
    }

    @Test
    void a_ring_is_dominated_by_the_object_through_which_it_is_entered() throws IOException {
        // root -> 1 -> 2 -> 3 -> 1
        assertDominators(heap().root(1).object(8, 2).object(8, 3).object(8, 1), 0, 0, 1, 2);
    }

    @Test
    void a_ring_with_two_entries_is_dominated_by_what_holds_both() throws IOException {
        // root -> 1 -> 2 <-> 3 <- 1
        assertDominators(heap().root(1).object(8, 2, 3).object(8, 3).object(8, 2), 0, 0, 1, 1);
    }

    @Test
    void weak_references_and_those_to_oneself_do_not_count() throws IOException {
        // root -> 1 -> 2 -> 3 -> 3
        //          `~~~~~~~~^
        assertDominators(heap().root(1).object(8, 2).weak(3).object(8, 3).object(8, 3), 0, 0, 1, 2);
    }

    @Test
    void an_object_that_nothing_retains_hangs_from_the_root_with_all_that_it_holds()
            throws IOException {
        // root -> 1    2 -> 3
        HeapBuilder orphan = heap().root(1).object(8).weak(2).object(8, 3).object(8);
        assertDominators(orphan, 0, 0, 0, 2);
        try (OpenHeap heap = OpenHeap.of(orphan.build())) {
            assertThat(heap.dominators().reachableCount()).isEqualTo(2);
            assertThat(heap.retained().reachableBytes()).isEqualTo(8);
            assertThat(heap.retained().of(0)).isEqualTo(24);
        }
    }

    @Test
    void the_objects_of_a_ring_that_nothing_else_retains_hang_from_the_root_each()
            throws IOException {
        // root -> 1    2 -> 3 -> 2
        assertDominators(heap().root(1).object(8).object(8, 3).object(8, 2), 0, 0, 0, 0);
    }

    /** As Chrome DevTools has it: whoever is hung from the root retains. */
    @Test
    void what_an_orphan_refers_to_is_dominated_by_the_root() throws IOException {
        // root -> 1 -> 2 <- 3
        assertDominators(heap().root(1).object(8, 2).object(8).object(8, 2), 0, 0, 0, 0);
    }

    @Test
    void dominators_are_those_without_which_an_object_is_out_of_reach() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (OpenHeap heap = OpenHeap.of(RandomHeaps.heap(seed))) {
                SlowDominators slow = new SlowDominators(heap.graph());
                for (int object = 0; object < heap.graph().objectCount(); object++) {
                    assertThat(heap.dominators().immediateDominatorOf(object))
                            .as("seed %d, object %d", seed, object)
                            .isEqualTo(slow.immediateDominatorOf(object));
                    for (int other = 0; other < heap.graph().objectCount(); other++) {
                        if (heap.dominators().dominates(other, object)
                                != slow.dominates(other, object)) {
                            assertThat(other)
                                    .as("seed %d, dominators of object %d", seed, object)
                                    .isEqualTo(-1);
                        }
                    }
                }
            }
        }
    }

    @Test
    void the_preorder_holds_every_object_once_and_each_subtree_as_a_run() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (OpenHeap heap = OpenHeap.of(RandomHeaps.heap(seed))) {
                DominatorTree tree = heap.dominators();
                BitSet seen = new BitSet();
                for (int position = 0; position < tree.objectCount(); position++) {
                    int object = tree.objectAt(position);
                    seen.set(object);
                    String where = "seed %d, position %d".formatted(seed, position);
                    assertThat(tree.positionOf(object)).as(where).isEqualTo(position);
                    int dominator = tree.positionOf(tree.immediateDominatorOf(object));
                    assertThat(position)
                            .as(where)
                            .isBetween(dominator, dominator + tree.subtreeSizeAt(dominator) - 1);
                }
                assertThat(seen.cardinality()).as("seed %d", seed).isEqualTo(tree.objectCount());
            }
        }
    }

    @Test
    void what_the_root_reaches_comes_first_in_preorder() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (OpenHeap heap = OpenHeap.of(RandomHeaps.heap(seed))) {
                DominatorTree tree = heap.dominators();
                BitSet first = new BitSet();
                for (int position = 0; position < tree.reachableCount(); position++) {
                    first.set(tree.objectAt(position));
                }
                assertThat(first)
                        .as("seed %d", seed)
                        .isEqualTo(new SlowDominators(heap.graph()).reachable());
            }
        }
    }

    /** The immediate dominators of object 0, 1, 2... */
    private static void assertDominators(HeapBuilder drawn, int... expected) throws IOException {
        try (OpenHeap heap = OpenHeap.of(drawn.build())) {
            int[] actual = new int[heap.graph().objectCount()];
            for (int object = 0; object < actual.length; object++) {
                actual[object] = heap.dominators().immediateDominatorOf(object);
            }
            assertThat(actual).isEqualTo(expected);
        }
    }
}
