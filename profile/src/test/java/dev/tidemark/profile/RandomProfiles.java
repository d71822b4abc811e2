package dev.tidemark.profile;

import dev.tidemark.model.SourceLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Profiles made by seed, and the stacks that went into them. */
public final class RandomProfiles {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private RandomProfiles() {}

    /** One thing that was added to a profile. */
    public record Added(List<Frame> stack, Measure measure, Weight weight) {}

    /** Few functions, so that stacks share beginnings and functions call themselves. */
    public static List<Added> stacks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Added> all = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            List<Frame> stack = new ArrayList<>();
            int depth = 1 + random.nextInt(8);
            for (int d = 0; d < depth; d++) {
                stack.add(frame(random.nextInt(6)));
            }
            Measure measure = i == 0 || random.nextBoolean() ? Measure.ALLOCATED : Measure.ALIVE;
            all.add(
                    new Added(
                            stack,
                            measure,
                            new Weight(1 + random.nextInt(1 << 20), 1 + random.nextInt(5))));
        }
        return all;
    }

    private static Frame frame(int number) {
        return switch (number) {
            case 0 -> Frame.function("", new SourceLocation("/app/src/über; <b>.js", 7, 3));
            case 1 -> Frame.function("(GC)");
            default ->
                    Frame.function(
                            "f" + number,
                            new SourceLocation("/app/src/f" + number % 2 + ".js", number, 1));
        };
    }

    public static AllocationProfile of(List<Added> stacks) {
        AllocationProfile.Builder builder =
                new AllocationProfile.Builder()
                        .interval(32_768)
                        .covering(Measure.ALLOCATED, coverage(500))
                        .covering(Measure.ALIVE, coverage(250));
        stacks.forEach(each -> builder.add(each.stack(), each.measure(), each.weight()));
        return builder.build();
    }

    private static Coverage coverage(long operations) {
        return new Coverage(START, Duration.ofMillis(15_250), operations, Coverage.Scale.ESTIMATED);
    }
}
