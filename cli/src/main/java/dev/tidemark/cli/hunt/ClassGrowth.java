package dev.tidemark.cli.hunt;

import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.ClassHistogram.Use;
import dev.tidemark.trend.GrowthPerOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which classes have more and more objects, by the class histograms of a hunt. They tell what grows
 * but not who holds it.
 *
 * @param readings those since the warm-up, oldest first
 * @param taken all that were taken, also those that are not kept
 * @param paused for which the target stood still, for all of them
 */
public record ClassGrowth(List<Reading> readings, int taken, Duration paused) {
    static final ClassGrowth NONE = new ClassGrowth(List.of(), 0, Duration.ZERO);

    /** Fewer objects than this, unless they are large, are no growth. */
    private static final long FEW = 5;

    private static final long LARGE = 16 * 1024;

    public ClassGrowth {
        readings = List.copyOf(readings);
    }

    /**
     * One histogram.
     *
     * @param operations done until then; 0 when they are not counted
     */
    public record Reading(long operations, ClassHistogram histogram) {}

    /** Whether there are enough to say that nothing grows. */
    boolean conclusive() {
        return readings.size() >= GrowthPerOperation.MIN_READINGS;
    }

    /**
     * The classes that have more objects, or more bytes, at the end than ever in the middle, and
     * there more than ever in the beginning, by more than a handful for each step; none with too
     * few histograms.
     */
    List<String> growing(int steps) {
        if (!conclusive()) {
            return List.of();
        }
        Set<String> names = new TreeSet<>();
        readings.forEach(reading -> names.addAll(reading.histogram().classes().keySet()));
        return names.stream()
                .filter(name ->
                        rises(name, Use::count, FEW * steps)
                                || rises(name, Use::bytes, LARGE * steps))
                .toList();
    }

    private boolean rises(String name, ToLongFunction<Use> what, long by) {
        long[] values =
                readings.stream()
                        .mapToLong(reading -> what.applyAsLong(reading.histogram().of(name)))
                        .toArray();
        int third = values.length / 3;
        LongSummaryStatistics first = Arrays.stream(values, 0, third).summaryStatistics();
        LongSummaryStatistics middle =
                Arrays.stream(values, third, values.length - third).summaryStatistics();
        LongSummaryStatistics last =
                Arrays.stream(values, values.length - third, values.length).summaryStatistics();
        return middle.getMin() > first.getMax()
                && last.getMin() > middle.getMax()
                && last.getMin() - first.getMax() >= by;
    }

    /**
     * The objects of one class.
     *
     * @param added from the first histogram to the last
     * @param perOperation null when operations are not counted
     */
    record OfClass(long added, @Nullable GrowthPerOperation perOperation) {}

    /**
     * What is known of a class.
     *
     * @param type as findings name it, which may lack the package of one of the JDK's
     * @return empty when there are too few histograms, or when none or several classes are meant
     */
    Optional<OfClass> of(String type) {
        if (!conclusive()) {
            return Optional.empty();
        }
        List<String> names =
                readings.getLast().histogram().classes().keySet().stream()
                        .filter(name -> isOf(type, name))
                        .toList();
        if (names.size() != 1) {
            return Optional.empty();
        }
        String name = names.getFirst();
        return Optional.of(
                new OfClass(
                        count(readings.getLast(), name) - count(readings.getFirst(), name),
                        perOperation(name)));
    }

    private static boolean isOf(String type, String name) {
        return name.equals(type) || (name.startsWith("java.") && name.endsWith("." + type));
    }

    private static long count(Reading reading, String name) {
        return reading.histogram().of(name).count();
    }

    private @Nullable GrowthPerOperation perOperation(String name) {
        List<GrowthPerOperation.Reading> points = new ArrayList<>();
        long before = 0;
        for (Reading reading : readings) {
            if (reading.operations() > before) {
                before = reading.operations();
                points.add(new GrowthPerOperation.Reading(before, count(reading, name)));
            }
        }
        return points.size() < GrowthPerOperation.MIN_READINGS
                ? null
                : GrowthPerOperation.of(points);
    }
}
