package dev.tidemark.report;

import dev.tidemark.model.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why objects are still alive.
 *
 * @param what the question: an {@code @id}, a type name or a path pattern
 * @param matched objects that it fits
 * @param retainedBytes bytes that they retain together
 * @param paths merged by their shape, the one with most objects first
 */
public record RetainingPaths(String what, long matched, long retainedBytes, List<Path> paths) {
    public RetainingPaths {
        paths = List.copyOf(paths);
    }

    /**
     * One way in which objects are held.
     *
     * @param objects that are held in this way
     * @param text the path read from the root
     * @param steps the same, one reference a step
     */
    public record Path(long objects, String text, List<Step> steps) {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One reference and what it leads to.
     *
     * @param type of the object that is reached
     * @param edgeKind such as {@code property} or {@code context}
     * @param edgeName what the holder calls it
     */
    public record Step(
            String type, String edgeKind, String edgeName, @Nullable SourceLocation source) {}
}
