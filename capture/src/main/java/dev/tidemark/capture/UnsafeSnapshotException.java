package dev.tidemark.capture;

/** The target would probably not survive a snapshot, so none was taken. */
public final class UnsafeSnapshotException extends CaptureException {
    private static final long serialVersionUID = 1;

    private final transient SnapshotEstimate estimate;

    public UnsafeSnapshotException(String where, SnapshotEstimate estimate) {
        super(
                where,
                "room for " + estimate.extraBytesAtWorst() + " more while it writes its snapshot",
                estimate.room().toString(),
                "Raise the limit, use a smaller instance of the service, or force it: the target"
                        + " may then be killed.",
                null);
        this.estimate = estimate;
    }

    /** What the refusal rests on. */
    public SnapshotEstimate estimate() {
        return estimate;
    }
}
