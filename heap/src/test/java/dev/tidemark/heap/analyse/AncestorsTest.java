package dev.tidemark.heap.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AncestorsTest {
    @Test
    void the_ancestors_of_a_few_are_those_that_the_tree_tells_of_each() throws IOException {
        for (int seed = 0; seed < 600; seed++) {
            try (OpenHeap heap = OpenHeap.of(RandomHeaps.heap(seed))) {
                DominatorTree tree = heap.dominators();
                SplittableRandom random = new SplittableRandom(seed);
                int most = 1 + random.nextInt(5);
                List<Integer> some =
                        IntStream.range(0, random.nextInt(8))
                                .mapToObj(_ -> random.nextInt(tree.objectCount()))
                                .toList();

                Ancestors ancestors = Ancestors.of(tree, some, most);

                for (int position : some) {
                    for (int step = 0, at = position; step < most && at != 0; step++) {
                        int parent = ancestors.parentOf(at);
                        assertThat(parent)
                                .as("seed %d, parent of %d", seed, at)
                                .isEqualTo(
                                        tree.positionOf(
                                                tree.immediateDominatorOf(tree.objectAt(at))));
                        at = parent;
                    }
                }
            }
        }
    }
}
