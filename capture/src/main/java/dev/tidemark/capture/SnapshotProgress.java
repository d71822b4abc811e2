package dev.tidemark.capture;

/** How far a snapshot is. Called on the thread that receives it: return quickly. */
@FunctionalInterface
public interface SnapshotProgress {
    /** Nobody watches. */
    SnapshotProgress NONE = (_, _) -> {};

    /** What the target is doing. */
    enum Stage {
        /** The target walks its heap; counted in objects. */
        BUILDING,
        /** The file arrives; counted in bytes, the total being an estimate. */
        WRITING
    }

    /**
     * The snapshot went on.
     *
     * @param fraction of this stage that is done, 0 to 1
     */
    void advanced(Stage stage, double fraction);
}
