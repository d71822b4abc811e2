package dev.tidemark.monitor.ingest;

/**
 * How much of what others send is taken.
 *
 * @param series of all services together; a series that is silent for an hour makes room
 * @param seriesOfService of one service: a flood of labels in one does not take the others' room
 * @param partsOfSignal of one signal of one process, such as its memory pools or routes
 * @param labels of one series
 * @param labelBytes of all labels of one series
 * @param packedBytes of one request or page, as it comes
 * @param bytes of one request or page, unpacked
 */
public record Limits(
        int series,
        int seriesOfService,
        int partsOfSignal,
        int labels,
        int labelBytes,
        int packedBytes,
        int bytes) {

    /** For 50,000 processes of ten series each; about 600 bytes a series. */
    public static Limits standard() {
        return new Limits(500_000, 250_000, 512, 64, 8192, 8 << 20, 32 << 20);
    }
}
