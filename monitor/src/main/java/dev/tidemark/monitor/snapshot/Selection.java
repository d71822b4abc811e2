package dev.tidemark.monitor.snapshot;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Some rows out of many, in the order of a number: what comes first is kept, the rest is only
 * counted.
 */
final class Selection {
    private final boolean falls;
    private final int most;
    private final PriorityQueue<Row> last;
    private int count;

    private record Row(long key, int value, int order) {}

    /**
     * @param most rows that may be asked for, from the first on
     */
    Selection(boolean falls, int most) {
        this.falls = falls;
        this.most = most;
        this.last = new PriorityQueue<>((a, b) -> compare(b, a));
    }

    private int compare(Row a, Row b) {
        int byKey = falls ? Long.compare(b.key, a.key) : Long.compare(a.key, b.key);
        return byKey != 0 ? byKey : Integer.compare(a.order, b.order);
    }

    void add(long key, int value) {
        Row row = new Row(key, value, count++);
        if (last.size() < most) {
            last.add(row);
        } else if (most > 0 && compare(row, last.element()) < 0) {
            last.remove();
            last.add(row);
        }
    }

    /** How many there were. */
    int count() {
        return count;
    }

    /** The values from {@code offset} on. */
    int[] from(int offset) {
        Row[] rows = last.toArray(Row[]::new);
        Arrays.sort(rows, this::compare);
        return Arrays.stream(rows).skip(offset).mapToInt(Row::value).toArray();
    }
}
