package dev.tidemark.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One leak with a name: who holds what, how fast it grows, why we think so, and what to change.
 *
 * @param fingerprint stays the same when lines move or addresses differ
 * @param pattern id of the leak pattern, such as {@code unbounded-cache}; {@code unknown} when the
 *     growth is certain and its cause fits no pattern
 * @param title one line for a person
 * @param evidenceFor facts that speak for a leak, strongest first
 * @param evidenceAgainst facts that speak against it
 * @param allocationSite where the accumulating things are made or registered, when it is known
 */
public record Finding(
        String fingerprint,
        String pattern,
        String title,
        Confidence confidence,
        Holder holder,
        Accumulation accumulates,
        Growth growth,
        List<String> evidenceFor,
        List<String> evidenceAgainst,
        @Nullable AllocationSite allocationSite,
        Fix fix) {
    public Finding {
        evidenceFor = List.copyOf(evidenceFor);
        evidenceAgainst = List.copyOf(evidenceAgainst);
    }

    /** How sure a finding is. */
    public enum Confidence {
        CERTAIN,
        LIKELY,
        POSSIBLE
    }

    /** The object that everything accumulates in, as a person would name it. */
    public record Holder(HeapPath path, String type, @Nullable SourceLocation source) {}

    /**
     * What accumulates in the holder.
     *
     * @param counts how many there were in each snapshot
     * @param retainedBytesEach mean bytes that one of them keeps alive
     */
    public record Accumulation(String type, List<Long> counts, double retainedBytesEach) {
        public Accumulation {
            counts = List.copyOf(counts);
        }
    }

    /**
     * How fast it grows.
     *
     * @param perStep things added from one snapshot to the next, mean over the steps
     * @param bytesPerStep bytes that they retain
     * @param share of all growth that was seen, 0 to 1
     * @param perOperation the same for one operation, when the operations were counted
     */
    public record Growth(
            double perStep,
            double bytesPerStep,
            double share,
            @Nullable PerOperation perOperation) {}

    /** Things and bytes that one operation leaves behind. */
    public record PerOperation(double count, double bytes) {}

    /** The function that makes or registers the things that accumulate. */
    public record AllocationSite(String function, SourceLocation location) {}

    /**
     * What stops the leak. Code is in the program's language, with the names that were found, and
     * no longer than ten lines.
     *
     * @param change what to do, in one or two sentences
     * @param before the code that leaks, or null
     * @param after the same code as it should be, or null
     * @param trap what looks like a fix and is none, or null
     * @param verify how to see that the change helped, or null
     */
    public record Fix(
            String change,
            @Nullable String before,
            @Nullable String after,
            @Nullable String trap,
            @Nullable String verify) {

        /** Advice alone; the rest is added by the methods below. */
        public static Fix of(String change) {
            return new Fix(change, null, null, null, null);
        }

        public Fix before(String code) {
            return new Fix(change, code, after, trap, verify);
        }

        public Fix after(String code) {
            return new Fix(change, before, code, trap, verify);
        }

        public Fix trap(String text) {
            return new Fix(change, before, after, text, verify);
        }

        public Fix verify(String text) {
            return new Fix(change, before, after, trap, text);
        }
    }
}
