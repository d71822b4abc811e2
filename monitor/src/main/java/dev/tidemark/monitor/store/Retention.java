package dev.tidemark.monitor.store;

import java.time.Duration;

/**
 * How long readings are kept, each from when it was measured.
 *
 * @param raw every reading, at least so long
 * @param fine after that the lowest, highest and last of five minutes
 * @param coarse after that the same of an hour; then nothing is left
 */
public record Retention(Duration raw, Duration fine, Duration coarse) {
    public Retention {
        if (raw.compareTo(fine) > 0 || fine.compareTo(coarse) > 0) {
            throw new IllegalArgumentException(
                    "expected raw <= fine <= coarse, found %s, %s, %s"
                            .formatted(raw, fine, coarse));
        }
    }

    /** A week, a quarter, and a bit more than a year. */
    public static Retention standard() {
        return new Retention(Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(400));
    }
}
