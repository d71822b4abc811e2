package dev.tidemark.report;

import java.util.Locale;

/** Spans of time for people: two units at most. */
public final class Durations {
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private Durations() {}

    /**
     * {@code 0.4 s}, {@code 2 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 17 min}, {@code 5
     * days}.
     */
    public static String text(double seconds) {
        if (seconds < 9.95 && Math.abs(seconds - Math.rint(seconds)) > 0.04) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < MINUTE - 0.5) {
            return Math.round(seconds) + " s";
        }
        if (seconds >= 10 * MINUTE && seconds < HOUR - MINUTE / 2) {
            return Math.round(seconds / MINUTE) + " min";
        }
        if (seconds < HOUR - MINUTE / 2) {
            return two(Math.round(seconds), (long) MINUTE, "min", "s");
        }
        if (seconds < 2 * DAY) {
            return two(Math.round(seconds / MINUTE), 60, "h", "min");
        }
        return seconds < 60 * DAY
                ? Math.round(seconds / DAY) + " days"
                : Math.round(seconds / DAY / 30.44) + " months";
    }

    private static String two(long small, long inBig, String bigUnit, String smallUnit) {
        long rest = small % inBig;
        return small / inBig + " " + bigUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }
}
