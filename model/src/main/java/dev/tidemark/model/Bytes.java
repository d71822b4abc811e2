package dev.tidemark.model;

import java.util.Locale;

/**
 * An amount of memory in bytes; negative when something shrank.
 *
 * @param value bytes
 */
public record Bytes(double value) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    public static Bytes of(double value) {
        return new Bytes(value);
    }

    /** Exact up to 2^53, far beyond any memory. */
    public static Bytes of(long value) {
        return new Bytes((double) value);
    }

    /** Three significant digits and a binary unit, the same in every locale: {@code 1.31 KiB}. */
    @Override
    public String toString() {
        double amount = value;
        int unit = 0;
        // 1023.5, not 1024: such a value would be printed as "1024 KiB".
        while (Math.abs(amount) >= 1023.5 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return number(amount, unit) + " " + UNITS[unit];
    }

    private static String number(double amount, int unit) {
        double size = Math.abs(amount);
        if (size >= 99.95 || (unit == 0 && amount == Math.rint(amount))) {
            return String.format(Locale.ROOT, "%.0f", amount);
        }
        return String.format(Locale.ROOT, size >= 9.995 ? "%.1f" : "%.2f", amount);
    }
}
