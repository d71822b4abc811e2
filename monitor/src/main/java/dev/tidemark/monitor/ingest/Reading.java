package dev.tidemark.monitor.ingest;

/** How a number of a metric becomes a value of a signal. */
enum Reading {
    /** As it is. */
    PLAIN,
    /** As it is; 0 and less mean that nothing is known. */
    POSITIVE,
    /** 0, whatever it is: something else has been counted, and nothing of this. */
    ZERO,
    /** Seconds for which the process has been running; the signal is when it started. */
    UPTIME;

    /** By so much may two readings differ that tell the same start. */
    private static final double SAME_START_SECONDS = 15;

    /**
     * The value of the signal; NaN if the number tells nothing.
     *
     * @param before the value that was told last, NaN if there is none
     */
    double value(double number, long epochMillis, double before) {
        return switch (this) {
            case PLAIN -> number;
            case POSITIVE -> number > 0 ? number : Double.NaN;
            case ZERO -> 0;
            case UPTIME -> {
                double start = epochMillis / 1000.0 - number;
                // A clock read twice is never the same: a start that moves is a restart to others.
                yield Math.abs(start - before) < SAME_START_SECONDS ? before : start;
            }
        };
    }
}
