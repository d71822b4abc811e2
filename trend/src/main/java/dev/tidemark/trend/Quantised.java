package dev.tidemark.trend;

/**
 * Amounts of memory in two bytes: to within 0.04 % from a kibibyte to sixteen tebibytes, of either
 * sign. The order of amounts is kept.
 */
final class Quantised {
    private static final double FINEST = 1024;
    private static final double STEP = Math.log1p((1L << 44) / FINEST) / Short.MAX_VALUE;

    private Quantised() {}

    static short of(double value) {
        double steps = Math.log1p(Math.abs(value) / FINEST) / STEP;
        long code = Math.round(Math.min(steps, Short.MAX_VALUE));
        return (short) (value < 0 ? -code : code);
    }

    static double value(short code) {
        return Math.copySign(FINEST * Math.expm1(Math.abs(code) * STEP), code);
    }
}
