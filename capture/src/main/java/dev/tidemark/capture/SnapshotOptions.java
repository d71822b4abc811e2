package dev.tidemark.capture;

/**
 * How a snapshot is taken.
 *
 * @param force take it even when the target may not survive
 * @param numericValues also record numbers: the file grows by about a quarter
 * @param objectIds whether snapshots are to agree on them
 */
public record SnapshotOptions(boolean force, boolean numericValues, ObjectIds objectIds) {

    /** Which object is which, from one snapshot of a target to the next. */
    public enum ObjectIds {
        /**
         * An object has one id in all snapshots. Node.js pays from the first snapshot until we
         * detach: V8 then follows every object that its collector moves, which took a fifth more
         * processor time of a service that allocates much.
         */
        KEPT,

        /** The target runs as before, and the next snapshot numbers its objects anew. */
        FORGOTTEN
    }

    /** Safe, without numbers, with ids that stay. */
    public static SnapshotOptions defaults() {
        return new SnapshotOptions(false, false, ObjectIds.KEPT);
    }

    /** The same, without regard to the target's memory. */
    public SnapshotOptions forced() {
        return new SnapshotOptions(true, numericValues, objectIds);
    }

    /** The same, with these ids. */
    public SnapshotOptions with(ObjectIds ids) {
        return new SnapshotOptions(force, numericValues, ids);
    }
}
