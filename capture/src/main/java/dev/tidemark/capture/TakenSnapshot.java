package dev.tidemark.capture;

import dev.tidemark.model.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A snapshot that is whole and under its final name.
 *
 * @param at when the target was asked for it
 * @param size of the file
 * @param heap in use when it was taken, garbage included
 * @param objects in the file
 * @param pause from the request until the target was done: the longest it can have been blocked
 * @param peakRss highest resident memory seen meanwhile; 0 when the process is not on this machine
 */
public record TakenSnapshot(
        Path file,
        Instant at,
        Bytes size,
        Bytes heap,
        long objects,
        Duration pause,
        Bytes peakRss) {}
