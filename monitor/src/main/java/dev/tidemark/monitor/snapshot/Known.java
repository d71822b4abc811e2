package dev.tidemark.monitor.snapshot;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that can be looked into.
 *
 * @param id by which addresses name it
 * @param name what people call it
 * @param series equal for snapshots that are worth comparing
 * @param taken null when that is not known
 * @param origin null when that is not known
 * @param findings {@code explain/1} as it was told when the snapshot was taken; null if it is to be
 *     worked out from the file
 */
public record Known(
        String id,
        Path file,
        String name,
        String series,
        @Nullable Instant taken,
        @Nullable Origin origin,
        @Nullable String findings) {

    /**
     * Where it is from.
     *
     * @param process its number in the fleet
     * @param alert because of which it was taken; null for another reason
     */
    public record Origin(int process, @Nullable String alert) {}
}
