package dev.tidemark.capture;

/**
 * What is recorded of a target's allocations.
 *
 * @param what which objects; a runtime that tells of both at once records both
 * @param intervalBytes mean bytes from one sample to the next: fewer are more exact and cost more
 * @param force also when the target may not survive what ends {@link What#EVERY_OBJECT}
 */
public record AllocationOptions(What what, int intervalBytes, boolean force) {

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
