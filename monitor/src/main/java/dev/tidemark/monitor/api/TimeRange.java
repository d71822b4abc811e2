package dev.tidemark.monitor.api;

/** From a time on until before another; milliseconds since 1970. */
record TimeRange(long fromMillis, long toMillis) {
    boolean contains(long millis) {
        return fromMillis <= millis && millis < toMillis;
    }
}
