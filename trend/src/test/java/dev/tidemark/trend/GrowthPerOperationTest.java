package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.trend.GrowthPerOperation.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GrowthPerOperationTest {

    @Test
    void readings_on_a_line_give_its_slope_without_doubt() {
        GrowthPerOperation growth =
                GrowthPerOperation.of(readings(10, 0, 1, operations -> 1341 * operations));

        assertThat(growth.bytes()).isCloseTo(1341, within(0.01));
        assertThat(growth.high() - growth.low()).isCloseTo(0, within(0.01));
        assertThat(growth.laterShare()).isCloseTo(1, within(1e-6));
        assertThat(growth.grows()).isTrue();
    }

    @Test
    void one_odd_reading_does_not_move_the_estimate() {
        List<Reading> readings = readings(12, 0, 1, operations -> 100 * operations);
        readings.set(5, new Reading(readings.get(5).operations(), 900e6));

        assertThat(GrowthPerOperation.of(readings).bytes()).isCloseTo(100, within(1.0));
    }

    @Test
    void a_cache_that_fills_up_shows_less_growth_in_the_later_half() {
        GrowthPerOperation growth =
                GrowthPerOperation.of(
                        readings(12, 0, 1, operations -> 50 * Math.min(6000, operations)));

        assertThat(growth.laterShare()).isLessThan(0.3);
    }

    @Test
    void three_readings_that_do_not_agree_prove_nothing() {
        GrowthPerOperation growth =
                GrowthPerOperation.of(
                        List.of(
                                new Reading(0, 5_000_000),
                                new Reading(1000, 5_200_000),
                                new Reading(2000, 5_250_000)));

        assertThat(growth.grows()).isFalse();
    }

    @RepeatedTest(40)
    void the_median_slope_is_what_sorting_all_slopes_gives(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        List<Reading> readings =
                readings(3 + seed % 12, 40_000, seed, operations -> 70 * operations);

        assertThat(GrowthPerOperation.of(readings).bytes())
                .as("seed %d", seed)
                .isCloseTo(slowMedianSlope(readings), within(1e-9));
    }

    @Test
    void the_interval_holds_the_truth_about_nineteen_times_in_twenty() {
        for (int n : new int[] {4, 5, 6, 8, 12, 20}) {
            int held = 0;
            for (int seed = 1; seed <= 400; seed++) {
                GrowthPerOperation growth =
                        GrowthPerOperation.of(
                                readings(n, 40_000, seed, operations -> 70 * operations));
                held += growth.low() <= 70 && 70 <= growth.high() ? 1 : 0;
            }
            assertThat(held / 400.0).as("%d readings, seeds 1 to 400", n).isGreaterThan(0.89);
        }
    }

    @Test
    void operations_that_do_not_rise_are_refused_with_their_index() {
        List<Reading> readings = List.of(new Reading(1, 1), new Reading(2, 1), new Reading(2, 1));

        assertThatThrownBy(() -> GrowthPerOperation.of(readings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("readings[2]: expected more than 2.0 operations, got 2.0");
    }

    private static List<Reading> readings(
            int count, double noise, long seed, DoubleUnaryOperator growth) {
        Random random = new Random(seed);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double operations = 1000.0 * i + random.nextInt(500);
            double bytes = 5e6 + growth.applyAsDouble(operations) + noise * random.nextGaussian();
            readings.add(new Reading(operations, bytes));
        }
        return readings;
    }

    private static double slowMedianSlope(List<Reading> readings) {
        List<Double> slopes = new ArrayList<>();
        for (Reading a : readings) {
            for (Reading b : readings) {
                if (a.operations() < b.operations()) {
                    slopes.add(
                            (b.postGcBytes() - a.postGcBytes())
                                    / (b.operations() - a.operations()));
                }
            }
        }
        Collections.sort(slopes);
        int middle = slopes.size() / 2;
        return slopes.size() % 2 == 1
                ? slopes.get(middle)
                : (slopes.get(middle - 1) + slopes.get(middle)) / 2;
    }
}
