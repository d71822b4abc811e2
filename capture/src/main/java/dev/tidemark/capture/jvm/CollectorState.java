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
    private static final List<String> ATTRIBUTES =
            List.of("CollectionCount", "CollectionTime", "LastGcInfo");

    /**
     * Asks the JVM.
     *
     * @param heapPools the names of those memory pools that are the heap
     */
    static CollectorState read(
            JmxConnection jmx, ObjectName bean, Set<String> heapPools, Duration patience)
            throws CaptureException {
        List<@Nullable Object> values = jmx.read(bean, ATTRIBUTES, patience);
        CollectorKind kind = CollectorKind.of(bean.getKeyProperty("name"));
        long count = number(values.get(0));
        long time = number(values.get(1));
        return values.get(2) instanceof CompositeData last
                ? new CollectorState(
                        kind, count, time, number(last.get("id")), usedAfter(last, heapPools))
                : new CollectorState(kind, count, time, 0, 0);
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
