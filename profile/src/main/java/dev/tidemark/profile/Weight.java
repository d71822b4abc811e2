package dev.tidemark.profile;

/**
 * How much was allocated, or how much of it is alive. Negative in a difference.
 *
 * @param bytes as {@link Coverage.Scale} says: all of them, an estimate, or those of the samples
 * @param count objects when every one was recorded, samples otherwise; 0 when the file that was
 *     read does not tell
 */
public record Weight(long bytes, long count) {
    public static final Weight NONE = new Weight(0, 0);

    public Weight plus(Weight other) {
        return new Weight(bytes + other.bytes, count + other.count);
    }

    public Weight minus(Weight other) {
        return new Weight(bytes - other.bytes, count - other.count);
    }

    public boolean isNone() {
        return bytes == 0 && count == 0;
    }
}
