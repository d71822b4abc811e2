package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SpikesTest {

    @RepeatedTest(50)
    void a_value_opens_to_the_best_level_that_a_run_around_it_holds(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        double[] values = random.doubles(1 + random.nextInt(40)).toArray();
        int width = 1 + random.nextInt(6);

        double[] opened = Spikes.open(values, width);

        for (int i = 0; i < values.length; i++) {
            assertThat(opened[i])
                    .as("seed %d, value %d", seed, i)
                    .isEqualTo(slowly(values, width, i));
        }
    }

    @Test
    void a_rising_series_has_no_spikes() {
        double[] values = {1, 2, 3, 5, 8, 13, 21, 34};

        assertThat(Spikes.open(values, 3)).containsExactly(values);
    }

    @Test
    void a_burst_that_passed_is_no_evidence() {
        boolean[] ordinary = Spikes.ordinary(new double[] {1, 1, 1, 9, 1, 1, 1, 1}, 2, 0.1);

        assertThat(ordinary).containsExactly(true, true, true, false, true, true, true, true);
    }

    private static double slowly(double[] values, int width, int at) {
        double best = Double.NEGATIVE_INFINITY;
        for (int start = Math.max(0, at - width + 1); start <= at; start++) {
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = start; i < Math.min(values.length, start + width); i++) {
                lowest = Math.min(lowest, values[i]);
            }
            best = Math.max(best, lowest);
        }
        return best;
    }
}
