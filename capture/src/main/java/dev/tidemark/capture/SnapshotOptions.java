package dev.tidemark.capture;

/**
 * How a snapshot is taken.
 *
 * @param force take it even when the target may not survive
 * @param numericValues also record numbers: the file grows by about a quarter
 */
public record SnapshotOptions(boolean force, boolean numericValues) {

    /** Safe, and without numbers. */
    public static SnapshotOptions defaults() {
        return new SnapshotOptions(false, false);
    }

    /** The same, without regard to the target's memory. */
    public SnapshotOptions forced() {
        return new SnapshotOptions(true, numericValues);
    }
}
