package dev.tidemark.capture;

import dev.tidemark.model.Bytes;

/**
 * How much more memory a process can use before the kernel kills it.
 *
 * @param limitedBy what sets the tightest limit: {@code cgroup /kubepods/pod1}, {@code host}
 * @param limit that limit in full; infinite when there is none
 * @param available what is left of it, file pages that can be dropped counted as free
 */
public record MemoryRoom(String limitedBy, Bytes limit, Bytes available) {

    /** No limit is known, as for a target on another machine. */
    public static MemoryRoom unknown() {
        Bytes infinite = Bytes.of(Double.POSITIVE_INFINITY);
        return new MemoryRoom("nothing known here", infinite, infinite);
    }

    /** Whether any limit is known. */
    public boolean known() {
        return Double.isFinite(available.value());
    }

    /** The one of the two with less memory left. */
    public MemoryRoom tighter(MemoryRoom other) {
        return other.available.value() < available.value() ? other : this;
    }

    @Override
    public String toString() {
        return known()
                ? "%s left (%s, limit %s)".formatted(available, limitedBy, limit)
                : "no known limit";
    }
}
