package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.SnapshotEstimate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What evidence of a process would cost it.
 *
 * @param impossible why nothing can be had; null when something can
 * @param countPause for which counting its objects by class stops it
 * @param snapshot what a snapshot costs; null when nothing can be had
 * @param refused why there would be no snapshot; empty when there would be
 */
public record Offer(
        @Nullable String impossible,
        Duration countPause,
        @Nullable SnapshotEstimate snapshot,
        String refused) {

    static Offer impossible(String why) {
        return new Offer(why, Duration.ZERO, null, why);
    }
}
