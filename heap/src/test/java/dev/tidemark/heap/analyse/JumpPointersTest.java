package dev.tidemark.heap.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.OffsetColumn;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JumpPointersTest {
    @Test
    void jumping_ends_where_climbing_step_by_step_ends() {
        for (long seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = 2 + random.nextInt(300);
            int steep = 1 + random.nextInt(20);
            int[] climbed = new int[count];
            try (Columns columns = new Columns()) {
                IntColumn dominators = columns.ints(count);
                OffsetColumn semis = columns.offsets(count, count, Access.RANDOM);
                int first = 1 + random.nextInt(count);
                for (int object = 1; object < count; object++) {
                    int parent = Math.max(0, object - 1 - random.nextInt(steep));
                    int semi = random.nextInt(parent + 1);
                    climbed[object] = climb(climbed, parent, semi);
                    // Those before the first one are done already.
                    dominators.set(object, object < first ? climbed[object] : parent);
                    semis.set(object, semi);
                }

                new JumpPointers(columns, dominators, count).climbFrom(first, semis);

                for (int object = 1; object < count; object++) {
                    assertThat(dominators.get(object))
                            .as("seed %d, object %d", seed, object)
                            .isEqualTo(climbed[object]);
                }
            }
        }
    }

    private static int climb(int[] dominators, int from, int limit) {
        int at = from;
        while (at > limit) {
            at = dominators[at];
        }
        return at;
    }
}
