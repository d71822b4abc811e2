package dev.tidemark.bench;

import dev.tidemark.monitor.alert.AlertRules;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often somebody is woken by services that do not leak: months of made series of all shapes
 * that end somewhere, by the detector and the rules of alerts that a monitor has.
 *
 * <p>Arguments: months of each shape (10), seconds between two samples (300), the first seed (0),
 * hours for which a verdict has to stand ({@code alerts.hold}, usually ten minutes).
 */
public final class FalsePages {
    private static final double HOURS_A_MONTH = 30 * 24;

    private FalsePages() {}

    /** Prints a line a shape, and the sum. */
    // The table is what it is for.
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        int months = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        double interval = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 300;
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
        AlertRules rules =
                arguments.length > 3
                        ? holding(Duration.ofHours(Long.parseLong(arguments[3])))
                        : AlertRules.USUAL;
        Map<MadeSeries.Shape, Integer> pages = new EnumMap<>(MadeSeries.Shape.class);
        for (MadeSeries.Shape shape : MadeSeries.Shape.values()) {
            if (!shape.leaks()) {
                int fired = 0;
                for (long seed = first; seed < first + months; seed++) {
                    int once =
                            AlertTwin.of(
                                            MadeSeries.of(
                                                    shape, seed, HOURS_A_MONTH, interval, 1.8e9),
                                            rules)
                                    .fired();
                    if (once > 0) {
                        System.out.printf(
                                Locale.ROOT, "%s, seed %d: %d pages%n", shape, seed, once);
                    }
                    fired += once;
                }
                pages.put(shape, fired);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d false pages in %d series-months: %s%n",
                pages.values().stream().mapToInt(Integer::intValue).sum(),
                months * pages.size(),
                pages);
    }

    private static AlertRules holding(Duration hold) {
        AlertRules usual = AlertRules.USUAL;
        return new AlertRules(
                hold,
                usual.holdShare(),
                hold.compareTo(usual.longestHold()) > 0 ? hold : usual.longestHold(),
                usual.resolveAfter(),
                usual.goneAfter(),
                usual.doubtAtMost(),
                usual.criticalWithin(),
                usual.nearLimit());
    }
}
