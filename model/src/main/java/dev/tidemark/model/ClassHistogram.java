package dev.tidemark.model;

import java.util.Map;

/**
 * How many objects of each class are alive, as a JVM counts them after a full collection.
 *
 * @param classes by name as sources have it, such as {@code byte[]} or {@code com.acme.Shop$Order};
 *     what only the run decides, like the address of a hidden class, is not part of it, and classes
 *     that are then equal are summed up
 */
public record ClassHistogram(Map<String, Use> classes) {
    private static final Use NONE = new Use(0, 0);

    public ClassHistogram {
        classes = Map.copyOf(classes);
    }

    /**
     * The objects of one class.
     *
     * @param bytes their shallow sizes, summed up
     */
    public record Use(long count, long bytes) {
        /** Both together. */
        public Use plus(Use other) {
            return new Use(count + other.count, bytes + other.bytes);
        }
    }

    /** The objects of a class; none when it is not there. */
    public Use of(String name) {
        return classes.getOrDefault(name, NONE);
    }
}
