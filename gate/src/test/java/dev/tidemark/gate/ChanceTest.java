package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChanceTest {
    private static final Lengths RANGE = new Lengths(200);

    @Test
    void one_for_each_operation_is_no_chance() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            long[] lengths = RANGE.draw(random);

            assertThat(Chance.of(times(lengths, 1), lengths, RANGE, random))
                    .as("seed %d", seed)
                    .isLessThan(1e-5);
        }
    }

    @Test
    void one_in_ten_operations_by_chance_is_found_all_the_same() {
        int found = 0;
        Lengths range = new Lengths(1000);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            long[] lengths = range.draw(random);
            double[] added =
                    Arrays.stream(lengths)
                            .mapToDouble(length ->
                                    random.doubles(length).filter(each -> each < 0.1).count())
                            .toArray();
            found += Chance.of(added, lengths, range, random) < 2.5e-5 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(18);
    }

    /** Whatever grows, and however: the lengths were drawn apart from it. */
    @Test
    void growth_that_does_not_depend_on_the_operations_passes_as_seldom_as_is_said() {
        int runs = 100;
        for (int shape = 0; shape < 4; shape++) {
            int passed = 0;
            for (int seed = 0; seed < runs; seed++) {
                Random random = new Random(seed * 31L + shape);
                long[] lengths = RANGE.draw(random);
                double chance = Chance.of(independent(shape, random), lengths, RANGE, random);
                passed += chance <= 0.05 ? 1 : 0;
            }
            // Four standard deviations above 5 %.
            assertThat(passed).as("shape %d", shape).isLessThan(5 + 9);
        }
    }

    /** Bursts, a warm-up that fades, steps that alternate, noise with outliers. */
    private static double[] independent(int shape, RandomGenerator random) {
        double[] growth = new double[Lengths.BUSY + Lengths.IDLE];
        for (int i = 0; i < growth.length; i++) {
            growth[i] =
                    switch (shape) {
                        case 0 -> random.nextInt(4) == 0 ? 1000 : 0;
                        case 1 -> 1000 * Math.pow(0.5, i);
                        case 2 -> i % 2 * 100;
                        default -> Math.tan(random.nextDouble() * 3 - 1.5);
                    };
        }
        return growth;
    }

    @Test
    void nothing_at_all_is_chance() {
        Random random = new Random(1);
        long[] lengths = RANGE.draw(random);

        assertThat(Chance.of(new double[lengths.length], lengths, RANGE, random)).isEqualTo(1);
        assertThat(Chance.of(times(lengths, -1), lengths, RANGE, random)).isEqualTo(1);
    }

    private static double[] times(long[] lengths, double factor) {
        return Arrays.stream(lengths).mapToDouble(length -> factor * length).toArray();
    }
}
