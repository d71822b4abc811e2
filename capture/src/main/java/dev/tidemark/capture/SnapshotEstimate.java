package dev.tidemark.capture;

import dev.tidemark.model.Bytes;
import java.time.Duration;
import java.util.Locale;

/**
 * What a heap snapshot would cost its target, told before it is taken.
 *
 * @param objects in the heap: counted by the target, taken from its last snapshot, or guessed from
 *     the heap's size
 * @param objectsFrom which of the three
 * @param heap in use, garbage included
 * @param file size that the snapshot file will have
 * @param pause for which the target does nothing else
 * @param rss resident memory now
 * @param extraBytes that the target will need for the time of the snapshot, most likely
 * @param extraBytesAtWorst the most that is to be expected; what the safety check goes by
 * @param room that the target has
 */
public record SnapshotEstimate(
        long objects,
        CountSource objectsFrom,
        Bytes heap,
        Bytes file,
        Duration pause,
        Bytes rss,
        Bytes extraBytes,
        Bytes extraBytesAtWorst,
        MemoryRoom room) {

    /** Where a number of objects comes from. */
    public enum CountSource {
        /** Guessed from the heap's size: enough when even the worst guess is safe. */
        HEAP_SIZE("guessed from the heap's size"),
        /** Counted by the target just now. */
        COUNTED("counted"),
        /** Scaled from the last snapshot in this session. */
        LAST_SNAPSHOT("from the last snapshot");

        private final String label;

        CountSource(String label) {
            this.label = label;
        }

        /** The source in words. */
        public String label() {
            return label;
        }
    }

    /** Resident memory at the height of the snapshot, most likely. */
    public Bytes peakRss() {
        return Bytes.of(rss.value() + extraBytes.value());
    }

    /** Whether the target survives even the worst case, with a tenth of the room to spare. */
    public boolean safe() {
        return extraBytesAtWorst.value() <= 0.9 * room.available().value();
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f million objects (%s): pause about %s s, memory %s -> about %s (at worst %s),"
                        + " file %s; %s",
                objects / 1e6,
                objectsFrom.label(),
                seconds(pause),
                rss,
                peakRss(),
                Bytes.of(rss.value() + extraBytesAtWorst.value()),
                file,
                room);
    }

    /** As reports have it: {@code 0}, {@code 0.4}, {@code 12}. */
    private static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        String text = String.format(Locale.ROOT, seconds < 9.95 ? "%.1f" : "%.0f", seconds);
        return text.replace(".0", "");
    }
}
