package dev.tidemark.heap.analyse.path;

import java.util.List;

/**
 * An object that a person starts a path at: the variables of a module, the global object, a list of
 * timers.
 *
 * @param labels the first steps of every path from here, such as {@code module cache.js}
 * @param cost how far from the person it is; owners with a lower cost are named first
 */
public record Owner(int object, List<String> labels, int cost) {
    public Owner {
        labels = List.copyOf(labels);
    }
}
