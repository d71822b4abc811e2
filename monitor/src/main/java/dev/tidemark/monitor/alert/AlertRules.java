package dev.tidemark.monitor.alert;

import java.time.Duration;

/**
 * When something is worth an alert, and when it is over.
 *
 * @param hold for which a verdict has to stand before it alerts
 * @param holdShare of the life that was judged, for which it has to stand at least: young series
 *     change their verdict in minutes, old ones in hours
 * @param longestHold for which it has to stand at the most
 * @param resolveAfter for which all has to be well before an alert is over
 * @param goneAfter for which no instance of a build may report before its alerts are over
 * @param doubtAtMost for which nothing may speak for an alert before it is over
 * @param criticalWithin a leak that reaches its limit sooner than this is critical
 * @param nearLimit the other rule
 */
public record AlertRules(
        Duration hold,
        double holdShare,
        Duration longestHold,
        Duration resolveAfter,
        Duration goneAfter,
        Duration doubtAtMost,
        Duration criticalWithin,
        NearLimit nearLimit) {

    /**
     * When a limit is near.
     *
     * @param within a limit that is reached sooner than this is near
     * @param level of the limit that is near, 0 to 1
     * @param clear below this level it is no longer near
     * @param hold for which it has to be near
     */
    public record NearLimit(Duration within, double level, double clear, Duration hold) {}

    /**
     * For services that run for days. What fills up looks like a leak until it is full, and most of
     * it is within half a day; a leak that reaches its limit sooner does not wait for that.
     */
    public static final AlertRules USUAL =
            new AlertRules(
                    Duration.ofHours(12),
                    0.05,
                    Duration.ofHours(12),
                    Duration.ofHours(1),
                    Duration.ofMinutes(30),
                    Duration.ofHours(48),
                    Duration.ofHours(4),
                    new NearLimit(Duration.ofHours(1), 0.95, 0.9, Duration.ofMinutes(10)));

    /** The same with another time for which a verdict has to stand. */
    public AlertRules holding(Duration newHold) {
        return new AlertRules(
                newHold,
                holdShare,
                newHold.compareTo(longestHold) > 0 ? newHold : longestHold,
                resolveAfter,
                goneAfter,
                doubtAtMost,
                criticalWithin,
                nearLimit);
    }
}
