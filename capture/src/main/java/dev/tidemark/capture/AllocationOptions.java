package dev.tidemark.capture;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a target's allocations.
 *
 * @param what which objects; a runtime that tells of both at once records both
 * @param intervalBytes mean bytes from one sample to the next: fewer are more exact and cost more
 * @param force also when the target may not survive what ends {@link What#EVERY_OBJECT}
 * @param asyncProfiler the library of async-profiler, by which a JVM is recorded then; null for
 *     what the runtime brings along
 */
public record AllocationOptions(
        What what, int intervalBytes, boolean force, @Nullable Path asyncProfiler) {

    /** By what the runtime brings along. */
    public AllocationOptions(What what, int intervalBytes, boolean force) {
        this(what, intervalBytes, force, null);
    }

    /** Which objects. */
    public enum What {
        /** Samples of all that is allocated, whether it dies or not. */
        ALLOCATED,
        /** Samples of what is still alive in the end. */
        ALIVE,
        /**
         * Each single object: allocating gets some 40 times slower, and a snapshot is taken in the
         * end. Not for production.
         */
        EVERY_OBJECT
    }
}
