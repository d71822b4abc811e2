package dev.tidemark.monitor.store;

/** How a value is written next to one that the reader knows already. */
final class Values {
    /** All whole numbers up to here are exact as a double. */
    private static final double LARGEST_WHOLE = 1L << 53;

    /** The lowest bit of what is no difference of whole numbers. */
    private static final long RAW = 1;

    private static final long SAME = 3;

    private Values() {}

    static void write(ByteWriter out, double value, double known) {
        if (isWhole(value)) {
            long difference = (long) value - wholeOf(known);
            out.varint(((difference << 1) ^ (difference >> 63)) << 1);
        } else if (Double.compare(value, known) == 0) {
            out.varint(SAME);
        } else {
            out.varint(RAW);
            out.fixed(Double.doubleToRawLongBits(value));
        }
    }

    static double read(ByteReader in, double known) throws DamagedDataException {
        long token = in.varint();
        if ((token & 1) == 0) {
            long zigzag = token >>> 1;
            return wholeOf(known) + ((zigzag >>> 1) ^ -(zigzag & 1));
        }
        if (token == SAME) {
            return known;
        }
        if (token != RAW) {
            throw new DamagedDataException("a value", "token " + token);
        }
        return Double.longBitsToDouble(in.fixed());
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
    }

    private static long wholeOf(double known) {
        return isWhole(known) ? (long) known : 0;
    }
}
