package dev.tidemark.monitor.ingest;

/** What came of a series so far, where its sender says only what is new. Threads: any. */
final class RunningTotal {
    private double total;
    private long lastMillis;

    /** The total with what is new; NaN if that has come before, because its sender was not sure. */
    synchronized double plus(long epochMillis, double more) {
        if (epochMillis <= lastMillis) {
            return Double.NaN;
        }
        lastMillis = epochMillis;
        total += more;
        return total;
    }
}
