package dev.tidemark.bench;

import dev.tidemark.monitor.alert.AlertRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often somebody is woken by services that do not leak, and how late by those that do: made
 * series of all shapes that end somewhere, months of each, and as many leaks of three days, by the
 * detector and the rules of alerts that a monitor has.
 *
 * <p>Arguments: months of each shape (10), seconds between two samples (300), the first seed (0),
 * and the minutes for which a verdict has to stand ({@code alerts.hold}), each told separately (10
 * 60 360 720 1440).
 */
public final class FalsePages {
    private static final double HOURS_A_MONTH = 30 * 24;
    private static final double HOURS_OF_A_LEAK = 72;
    private static final double SECONDS_OF_A_LEAK = 60;
    private static final double END = 1.8e9;

    private final List<Hold> holds;

    private FalsePages(long[] minutes) {
        holds = Arrays.stream(minutes).mapToObj(Hold::new).toList();
    }

    /** Prints a line for each hold, after each round of all shapes. */
    public static void main(String[] arguments) {
        int months = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        double interval = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 300;
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
        long[] minutes =
                arguments.length > 3
                        ? Arrays.stream(arguments).skip(3).mapToLong(Long::parseLong).toArray()
                        : new long[] {10, 60, 360, 720, 1440};
        FalsePages pages = new FalsePages(minutes);
        for (long seed = first; seed < first + months; seed++) {
            for (MadeSeries.Shape shape : MadeSeries.Shape.values()) {
                pages.add(shape, seed, interval);
            }
            pages.print(seed - first + 1);
        }
    }

    private void add(MadeSeries.Shape shape, long seed, double interval) {
        ReplayedSeries series =
                shape.leaks()
                        ? MadeSeries.of(shape, seed, HOURS_OF_A_LEAK, SECONDS_OF_A_LEAK, END)
                        : MadeSeries.of(shape, seed, HOURS_A_MONTH, interval, END);
        double onset = END - MadeSeries.leakingSeconds(shape, seed, HOURS_OF_A_LEAK);
        List<AlertTwin> twins = AlertTwin.of(series, holds.stream().map(Hold::rules).toList());
        for (int i = 0; i < holds.size(); i++) {
            holds.get(i).add(shape, twins.get(i), onset);
        }
    }

    // The table is what it is for.
    @SuppressWarnings("SystemOut")
    private void print(long months) {
        holds.forEach(hold -> System.out.println(hold.line(months)));
    }

    /** What one length of hold gives. */
    private static final class Hold {
        private final long minutes;
        private final Map<MadeSeries.Shape, Integer> pages = new EnumMap<>(MadeSeries.Shape.class);
        private final List<Double> hours = new ArrayList<>();
        private int clean;
        private int leaks;

        Hold(long minutes) {
            this.minutes = minutes;
        }

        AlertRules rules() {
            return AlertRules.USUAL.holding(Duration.ofMinutes(minutes));
        }

        void add(MadeSeries.Shape shape, AlertTwin twin, double onset) {
            if (!shape.leaks()) {
                clean++;
                pages.merge(shape, twin.fired(), Integer::sum);
                return;
            }
            leaks++;
            if (twin.fired() > 0) {
                hours.add((twin.firstSeconds() - onset) / 3600);
            }
        }

        String line(long months) {
            pages.values().removeIf(count -> count == 0);
            List<Double> sorted = hours.stream().sorted().toList();
            return String.format(
                    Locale.ROOT,
                    "%d months a shape, hold %4d min: %d false pages in %d series-months %s;"
                            + " %d of %d leaks paged, after %.1f h in the median",
                    months,
                    minutes,
                    pages.values().stream().mapToInt(Integer::intValue).sum(),
                    clean,
                    pages,
                    sorted.size(),
                    leaks,
                    sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2));
        }
    }
}
