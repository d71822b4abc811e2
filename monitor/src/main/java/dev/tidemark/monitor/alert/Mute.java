package dev.tidemark.monitor.alert;

import java.time.Instant;

/**
 * A time in which nobody is told of some alerts: one that has begun to fire is told when it is
 * over, if it still fires then.
 *
 * @param from the first moment of it
 * @param until the first moment after it
 * @param by who wants it
 */
public record Mute(
        String id, Kind kind, Match match, Instant from, Instant until, String by, String reason) {

    /** Why there is quiet. */
    public enum Kind {
        /** Somebody knows of it. */
        SILENCE,
        /** Something is going to be done to it. */
        MAINTENANCE
    }

    /** Whether it holds at a time. */
    public boolean at(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }

    Mute endingAt(Instant time) {
        return new Mute(id, kind, match, from, time.isBefore(from) ? from : time, by, reason);
    }
}
