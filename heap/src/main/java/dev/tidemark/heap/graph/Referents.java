package dev.tidemark.heap.graph;

/**
 * Which referents of a JVM's reference objects count as kept alive. The collector keeps none of
 * them, but takes softly referenced ones only when memory runs short.
 */
public enum Referents {
    /** Only what strong references lead to is retained: what a full collection may leave. */
    NONE,
    /** Referents of {@code SoftReference}s are retained. */
    SOFT,
    /** All referents are retained, weak, phantom and final ones too; Eclipse MAT's view. */
    STRONG
}
