package dev.tidemark.monitor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance that an alert is about, and what has been said of it so far.
 *
 * @param process its number in the fleet
 * @param since when it became part of the alert
 * @param at up to when its readings have been looked at
 * @param held seconds of readings that spoke for the alert, less those that did not
 * @param calm seconds of readings that have spoken against it, since any last spoke for it
 * @param doubt seconds of readings that have spoken neither way since then
 * @param awaySince when it stopped reporting; null while it does
 */
public record Member(
        int process,
        String instance,
        Instant since,
        Instant at,
        double held,
        double calm,
        double doubt,
        @Nullable Instant awaySince,
        Pace pace) {}
