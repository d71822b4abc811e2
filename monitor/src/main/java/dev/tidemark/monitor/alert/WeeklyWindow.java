package dev.tidemark.monitor.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A maintenance window that comes every week.
 *
 * @param days on which it begins
 * @param from when it begins, by the clocks of its zone
 * @param to when it ends: on the next day when that is not after {@code from}
 */
public record WeeklyWindow(
        Match match,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        ZoneId zone,
        String reason) {
    public WeeklyWindow {
        days = Set.copyOf(days);
    }

    /** Whether it holds at a time. */
    public boolean at(Instant time) {
        LocalDate today = time.atZone(zone).toLocalDate();
        return beganOn(today, time) || beganOn(today.minusDays(1), time);
    }

    private boolean beganOn(LocalDate day, Instant time) {
        if (!days.contains(day.getDayOfWeek())) {
            return false;
        }
        LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
        Instant start = day.atTime(from).atZone(zone).toInstant();
        Instant end = lastDay.atTime(to).atZone(zone).toInstant();
        return !time.isBefore(start) && time.isBefore(end);
    }
}
