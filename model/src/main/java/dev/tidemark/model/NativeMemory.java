package dev.tidemark.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a JVM has taken from the system, by what it took it for, as its Native Memory Tracking
 * counts it.
 *
 * @param categories by the JVM's own names: {@code Java Heap}, {@code Thread} (stacks), {@code
 *     Other} (direct buffers), {@code Class}, {@code Code}
 */
public record NativeMemory(Map<String, Use> categories) {
    private static final String HEAP = "Java Heap";
    private static final Use NOTHING = new Use(Bytes.of(0), Bytes.of(0));

    public NativeMemory {
        categories = Map.copyOf(categories);
    }

    /**
     * The memory of one category.
     *
     * @param reserved addresses
     * @param committed the part of these that may be used
     */
    public record Use(Bytes reserved, Bytes committed) {}

    /**
     * A category that grew.
     *
     * @param committed what it has now
     * @param grown more than 0
     */
    public record Growth(String category, Bytes committed, Bytes grown) {}

    /** The categories that grew since, the largest growth first; the heap is none of them. */
    public List<Growth> since(NativeMemory earlier) {
        return categories.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(HEAP))
                .map(entry -> {
                    Bytes now = entry.getValue().committed();
                    Bytes before =
                            earlier.categories.getOrDefault(entry.getKey(), NOTHING).committed();
                    return new Growth(entry.getKey(), now, Bytes.of(now.value() - before.value()));
                })
                .filter(growth -> growth.grown().value() > 0)
                .sorted(
                        Comparator.comparingDouble((Growth growth) -> -growth.grown().value())
                                .thenComparing(Growth::category))
                .toList();
    }
}
