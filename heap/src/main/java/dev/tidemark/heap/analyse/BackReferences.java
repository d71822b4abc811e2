package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * The references that lead from a greater depth-first number to a smaller one, chained by target. 8
 * bytes each; they come in blocks, since nobody knows beforehand how many there are.
 */
final class BackReferences {
    static final int NONE = 0;

    private static final int BLOCK_BITS = 20;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final Columns columns;
    private final IntColumn firstByTarget;
    private final List<IntColumn> blocks = new ArrayList<>();
    private IntColumn lastBlock;
    private int count;

    BackReferences(Columns columns, int objects) {
        this.columns = columns;
        this.firstByTarget = columns.ints(objects);
        this.lastBlock = columns.ints(2L * BLOCK);
        blocks.add(lastBlock);
    }

    void add(int source, int target) {
        // From 1 on, as 0 stands for none.
        count = Math.incrementExact(count);
        int place = count & (BLOCK - 1);
        if (place == 0) {
            lastBlock = columns.ints(2L * BLOCK);
            blocks.add(lastBlock);
        }
        lastBlock.set(2L * place, source);
        lastBlock.set(2L * place + 1, firstByTarget.get(target));
        firstByTarget.set(target, count);
    }

    int first(int target) {
        return firstByTarget.get(target);
    }

    int source(int reference) {
        return blocks.get(reference >>> BLOCK_BITS).get(2L * (reference & (BLOCK - 1)));
    }

    int next(int reference) {
        return blocks.get(reference >>> BLOCK_BITS).get(2L * (reference & (BLOCK - 1)) + 1);
    }
}
