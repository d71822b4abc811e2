package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.settings.Section;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is worth an alert, and when nobody wants any.
 *
 * @param maintenance windows that come every week
 */
public record AlertSettings(AlertRules rules, List<WeeklyWindow> maintenance) {
    /** For services that run for days. */
    public static final AlertSettings USUAL = new AlertSettings(AlertRules.USUAL, List.of());

    private static final int DAY_LETTERS = 3;

    public AlertSettings {
        maintenance = List.copyOf(maintenance);
    }

    /**
     * The section {@code alerts}; it may be missing.
     *
     * @throws IllegalArgumentException one line: where, what was expected, what was found
     */
    public static AlertSettings of(Section section) {
        section.only(
                "hold",
                "hold_share",
                "longest_hold",
                "resolve_after",
                "gone_after",
                "doubt_at_most",
                "critical_within",
                "near_limit",
                "maintenance");
        AlertRules usual = AlertRules.USUAL.holding(section.time("hold", AlertRules.USUAL.hold()));
        AlertRules rules =
                new AlertRules(
                        usual.hold(),
                        section.share("hold_share", usual.holdShare()),
                        section.time("longest_hold", usual.longestHold()),
                        section.time("resolve_after", usual.resolveAfter()),
                        section.time("gone_after", usual.goneAfter()),
                        section.time("doubt_at_most", usual.doubtAtMost()),
                        section.time("critical_within", usual.criticalWithin()),
                        nearLimit(section.section("near_limit"), usual.nearLimit()));
        if (rules.longestHold().compareTo(rules.hold()) < 0) {
            throw section.wrong("longest_hold", "at least hold", rules.longestHold().toString());
        }
        List<WeeklyWindow> windows = new ArrayList<>();
        section.sections("maintenance").forEach(one -> windows.add(window(one)));
        return new AlertSettings(rules, windows);
    }

    private static AlertRules.NearLimit nearLimit(Section section, AlertRules.NearLimit usual) {
        section.only("within", "level", "clear", "hold");
        double level = section.share("level", usual.level());
        double clear = section.share("clear", Math.min(level, usual.clear()));
        if (clear > level) {
            throw section.wrong("clear", "at most level, " + level, "" + clear);
        }
        return new AlertRules.NearLimit(
                section.time("within", usual.within()),
                level,
                clear,
                section.time("hold", usual.hold()));
    }

    private static WeeklyWindow window(Section section) {
        section.only(
                "service", "build", "instance", "subject", "days", "from", "to", "zone", "reason");
        Match match =
                new Match(
                        section.text("service"),
                        section.text("build"),
                        section.text("instance"),
                        section.text("subject"));
        return new WeeklyWindow(
                match,
                days(section),
                time(section, "from"),
                time(section, "to"),
                zone(section),
                section.text("reason", "maintenance"));
    }

    private static Set<DayOfWeek> days(Section section) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : section.texts("days")) {
            days.add(day(section, text));
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static DayOfWeek day(Section section, String text) {
        String letters = text.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (letters.length() >= DAY_LETTERS && day.name().startsWith(letters)) {
                return day;
            }
        }
        throw section.wrong("days", "days such as mon, tue", text);
    }

    private static LocalTime time(Section section, String name) {
        String text = section.needed(name, "a time of day such as 01:30");
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw section.wrong(name, "a time of day such as 01:30", text);
        }
    }

    private static ZoneId zone(Section section) {
        String text = section.text("zone");
        try {
            return text == null ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw section.wrong("zone", "a zone such as Europe/Berlin", String.valueOf(text));
        }
    }
}
