package dev.tidemark.bench;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes memory series as services have them, by a seed: load with its days and weeks, garbage
 * between collections, caches that fill, warm-up, steps, deploys, fragmentation, nightly batches,
 * and leaks of a few kinds.
 */
final class MadeSeries {
    private static final double DAY = 86_400;
    private static final double MIB = 1 << 20;

    private final Shape shape;
    private final Random random;
    private final double seconds;
    private final double base;
    private final double noise;
    private final double native0;
    private final double garbageRoom;
    private final double collectedEvery;
    private final double daily;
    private final double onset;
    private final double growth;
    private final double fillsIn;

    /** What becomes of memory that is held. */
    enum Shape {
        STEADY,
        DAILY_LOAD,
        CACHE_TO_CAP,
        WARM_UP,
        STEP,
        DEPLOYS,
        FRAGMENTATION,
        NIGHTLY_BATCH,
        LEAK,
        LEAK_DAILY_LOAD,
        LEAK_FROM_THEN_ON,
        LEAK_OUTSIDE_THE_HEAP;

        boolean leaks() {
            return switch (this) {
                case LEAK, LEAK_DAILY_LOAD, LEAK_FROM_THEN_ON, LEAK_OUTSIDE_THE_HEAP -> true;
                case STEADY,
                        DAILY_LOAD,
                        CACHE_TO_CAP,
                        WARM_UP,
                        STEP,
                        DEPLOYS,
                        FRAGMENTATION,
                        NIGHTLY_BATCH ->
                        false;
            };
        }
    }

    private MadeSeries(Shape shape, long seed, double seconds) {
        this.shape = shape;
        this.seconds = seconds;
        this.random = new Random(seed * 31 + shape.name().hashCode());
        this.base = between(40, 600) * MIB;
        this.noise = base * between(0.001, 0.01);
        this.native0 = base * between(0.2, 0.6);
        this.garbageRoom = base * between(0.3, 1.5);
        this.collectedEvery = between(120, 3600);
        this.daily =
                switch (shape) {
                    case DAILY_LOAD, LEAK_DAILY_LOAD -> between(0.3, 0.8);
                    default -> between(0, 0.1);
                };
        this.onset = shape == Shape.LEAK_FROM_THEN_ON ? seconds * between(0.2, 0.6) : 0;
        this.growth = base * between(0.2, 1.2) / (seconds - onset);
        // Longer, and nobody could tell it from a leak while it fills.
        this.fillsIn = between(0.2, 12) * 3600;
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** How long a series that leaks does so before its end, in seconds. */
    static double leakingSeconds(Shape shape, long seed, double hours) {
        return hours * 3600 - new MadeSeries(shape, seed, hours * 3600).onset;
    }

    /**
     * A series.
     *
     * @param hours that it covers
     * @param intervalSeconds between its samples
     * @param endSeconds its end, in seconds since 1970
     */
    static ReplayedSeries of(
            Shape shape, long seed, double hours, double intervalSeconds, double endSeconds) {
        MadeSeries made = new MadeSeries(shape, seed, hours * 3600);
        return new ReplayedSeries(
                shape.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + seed,
                shape.leaks(),
                false,
                made.samples(intervalSeconds, Math.rint(endSeconds - hours * 3600)));
    }

    private List<MemorySample> samples(double interval, double begin) {
        List<MemorySample> samples = new ArrayList<>();
        double operations = 0;
        double start = begin - 60;
        double lived = 60;
        double nextDeploy = shape == Shape.DEPLOYS ? between(0.5, 3) * DAY : Double.MAX_VALUE;
        double sinceFull = 0;
        double afterFull = base;
        double fulls = 1;
        double footprint = 0;
        double drift = 0;
        for (double t = 0; t < seconds; t += interval) {
            if (t > nextDeploy) {
                nextDeploy = t + between(0.5, 3) * DAY;
                start = begin + t - 5;
                lived = 0;
                operations = 0;
                fulls = 0;
                footprint = 0;
            }
            lived += interval;
            double load = load(t);
            operations += load * 50 * interval;
            drift = 0.98 * drift + noise * random.nextGaussian() * 0.2;
            double held = held(t, lived, load) + drift;
            sinceFull += interval * load;
            if (sinceFull > collectedEvery || fulls == 0) {
                sinceFull = 0;
                fulls++;
                afterFull = held + noise * random.nextGaussian();
            }
            double used = held + garbageRoom * random.nextDouble();
            footprint = Math.max(0.9995 * footprint, used);
            Map<Signal, Double> values = new EnumMap<>(Signal.class);
            values.put(
                    Signal.RSS,
                    Math.rint(footprint + outside(t, lived) + noise * random.nextGaussian()));
            values.put(Signal.HEAP_USED, Math.rint(used));
            values.put(Signal.POST_GC_USED, Math.rint(afterFull));
            values.put(Signal.MAJOR_GCS, fulls);
            values.put(Signal.OPERATIONS, Math.rint(operations));
            values.put(Signal.START, start);
            samples.add(new MemorySample(begin + t, values));
        }
        return samples;
    }

    private double load(double t) {
        double week = t % (7 * DAY) > 5 * DAY ? 0.6 : 1;
        return week
                * (1 + daily * Math.sin(2 * Math.PI * t / DAY))
                * (1 + 0.05 * random.nextGaussian());
    }

    private double held(double t, double lived, double load) {
        return base
                + switch (shape) {
                    case STEADY, DEPLOYS, FRAGMENTATION, LEAK_OUTSIDE_THE_HEAP -> 0;
                    case DAILY_LOAD -> base * 0.3 * load;
                    case CACHE_TO_CAP -> base * 0.5 * Math.min(1, lived / fillsIn);
                    case WARM_UP -> base * 0.4 * (1 - Math.exp(-lived / 7200));
                    case STEP -> t > seconds / 2 ? base * 0.3 : 0;
                    case NIGHTLY_BATCH -> t % DAY < 3600 ? base * 0.6 : 0;
                    case LEAK -> growth * t;
                    case LEAK_DAILY_LOAD -> growth * t + base * 0.3 * load;
                    case LEAK_FROM_THEN_ON -> growth * Math.max(0, t - onset);
                };
    }

    private double outside(double t, double lived) {
        return native0
                + switch (shape) {
                    case FRAGMENTATION -> native0 * (1 - Math.exp(-lived / (4 * 3600)));
                    case LEAK_OUTSIDE_THE_HEAP -> growth * t;
                    default -> 0;
                };
    }
}
