package dev.tidemark.trend;

import dev.tidemark.model.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices a column whose unit changes on the way: no heap and no process has kilobytes here and
 * gigabytes there.
 */
final class OneUnit {
    /** Fewer bytes than a page no heap and no process has. */
    private static final double FEWEST_BYTES = 4096;

    /** Nor does one of them become so many pages. */
    private static final double OTHER_UNIT = 1024;

    private final Map<Signal, Double> low = new EnumMap<>(Signal.class);
    private final Map<Signal, Double> high = new EnumMap<>(Signal.class);

    /**
     * Takes the next reading.
     *
     * @return an earlier one of the column that cannot be in the same unit
     */
    Optional<Double> conflict(Signal signal, double bytes) {
        if (!isNeverSmall(signal) || bytes == 0) {
            return Optional.empty();
        }
        double lowest = low.merge(signal, bytes, Math::min);
        double highest = high.merge(signal, bytes, Math::max);
        boolean other = lowest < FEWEST_BYTES && highest > FEWEST_BYTES * OTHER_UNIT;
        return other ? Optional.of(bytes == highest ? lowest : highest) : Optional.empty();
    }

    /** Whether each process has at least a page of it. */
    private static boolean isNeverSmall(Signal signal) {
        return switch (signal) {
            case RSS, HEAP_USED, HEAP_TOTAL, POST_GC_USED -> true;
            case EXTERNAL,
                    ARRAY_BUFFERS,
                    DIRECT_USED,
                    NONHEAP_USED,
                    NONHEAP_TOTAL,
                    MAPPED_USED,
                    FILE_PAGES,
                    METASPACE,
                    CLASSES,
                    THREADS,
                    MAJOR_GCS,
                    MINOR_GCS,
                    LOAD,
                    OPERATIONS,
                    START,
                    LIMIT,
                    HEAP_LIMIT ->
                    false;
        };
    }
}
