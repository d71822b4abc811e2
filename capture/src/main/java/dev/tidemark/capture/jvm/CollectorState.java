package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * A collector so far.
 *
 * @param count of its collections since the JVM started
 * @param milliseconds that they took
 * @param lastId the number of the latest one, 0 before the first
 * @param usedAfter heap in use right after it, in bytes
 */
record CollectorState(
        CollectorKind kind, long count, long milliseconds, long lastId, long usedAfter) {
    private static final List<String> COUNTS = List.of("CollectionCount", "CollectionTime");
    private static final String LAST = "LastGcInfo";

    /** Before anything was asked. */
    static CollectorState unknown(ObjectName bean) {
        return new CollectorState(CollectorKind.of(bean.getKeyProperty("name")), 0, 0, 0, 0);
    }

    /**
     * Asks the JVM. What the latest collection left is asked for only where it tells what is alive,
     * and when there was one since this state: for the JVM it is by far the dearest of the answers.
     *
     * @param heapPools the names of those memory pools that are the heap
     */
    CollectorState now(JmxConnection jmx, ObjectName bean, Set<String> heapPools, Duration patience)
            throws CaptureException {
        List<@Nullable Object> counts = jmx.read(bean, COUNTS, patience);
        long countNow = number(counts.get(0));
        long timeNow = number(counts.get(1));
        // The record of a collection may come a moment after its count: it has the same number.
        if (kind == CollectorKind.WHOLE_HEAP
                && countNow != lastId
                && jmx.read(bean, List.of(LAST), patience).getFirst()
                        instanceof CompositeData last) {
            return new CollectorState(
                    kind, countNow, timeNow, number(last.get("id")), usedAfter(last, heapPools));
        }
        return new CollectorState(kind, countNow, timeNow, lastId, usedAfter);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static long usedAfter(CompositeData collection, Set<String> heapPools) {
        long used = 0;
        if (collection.get("memoryUsageAfterGc") instanceof TabularData pools) {
            for (Object row : pools.values()) {
                if (row instanceof CompositeData pool
                        && heapPools.contains(pool.get("key"))
                        && pool.get("value") instanceof CompositeData usage) {
                    used += number(usage.get("used"));
                }
            }
        }
        return used;
    }

    /** The latest of them all that was about the whole heap; empty map entry values never occur. */
    static @Nullable CollectorState lastWholeHeap(Map<ObjectName, CollectorState> collectors) {
        CollectorState last = null;
        for (CollectorState state : collectors.values()) {
            if (state.kind == CollectorKind.WHOLE_HEAP
                    && state.lastId > 0
                    && (last == null || state.lastId > last.lastId)) {
                last = state;
            }
        }
        return last;
    }
}
