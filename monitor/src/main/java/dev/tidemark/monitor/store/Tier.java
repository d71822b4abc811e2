package dev.tidemark.monitor.store;

import java.time.Duration;

/** How coarse a chunk is. */
enum Tier {
    /** Each reading. */
    RAW(0, Duration.ZERO),
    /** The lowest, highest and last reading of each five minutes. */
    FINE(1, Duration.ofMinutes(5)),
    /** The same of each hour. */
    COARSE(2, Duration.ofHours(1));

    private final int number;
    private final long millis;

    Tier(int number, Duration width) {
        this.number = number;
        millis = width.toMillis();
    }

    /** What a point stands for, milliseconds; 0 for single readings. */
    long widthMillis() {
        return millis;
    }

    /** Its number in the database. */
    int number() {
        return number;
    }

    static Tier of(int number) {
        return switch (number) {
            case 0 -> RAW;
            case 1 -> FINE;
            case 2 -> COARSE;
            default -> throw new IllegalArgumentException("no tier " + number);
        };
    }
}
