package dev.tidemark.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The way from an owner that a person would name to a thing in the heap.
 *
 * <p>The first step says what kind of owner it is ({@code module src/cache.js}, {@code global},
 * {@code timers}); {@code [*]} stands for every slot of a collection.
 */
public record HeapPath(List<Step> steps) {
    public HeapPath {
        steps = List.copyOf(steps);
    }

    /**
     * One step of a path.
     *
     * @param name what the holder calls it: a property, a variable, {@code [*]}
     * @param type the type of what is reached, or empty where the name says it all
     */
    public record Step(String name, String type) {
        @Override
        public String toString() {
            return type.isEmpty() ? name : name + " : " + type;
        }
    }

    /** {@code module src/cache.js > sessions : Map > [*] : Session}. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" > "));
    }
}
