package dev.tidemark.monitor.fleet;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.time.Instant;

/**
 * What is known of a process now.
 *
 * @param id its number in the {@link History}
 * @param firstSeen the first reading that is known
 * @param lastSeen the latest reading
 * @param up whether readings still come
 * @param latest its last readings; times in seconds since 1970
 * @param verdict on its memory; times in seconds since 1970
 * @param judgedAt until when readings are in the verdict
 */
public record ProcessState(
        int id,
        Watched process,
        Instant firstSeen,
        Instant lastSeen,
        boolean up,
        MemorySample latest,
        TrendVerdict verdict,
        Instant judgedAt) {}
