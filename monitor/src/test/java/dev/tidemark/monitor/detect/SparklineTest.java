package dev.tidemark.monitor.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
    private static final long START = 1_700_000_000_000L;
    private final Sparkline sparkline = new Sparkline();

    @Test
    void a_short_series_is_shown_as_it_is() {
        for (int i = 0; i < 10; i++) {
            sparkline.add(START + i * 1000L, i);
        }
        assertThat(sparkline.points()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void a_longer_one_by_the_lowest_of_each_stretch_of_time() {
        for (int i = 0; i < 3600; i++) {
            sparkline.add(START + i * 1000L, 1000 + i - (i % 64 == 63 ? 500 : 0));
        }
        float[] points = sparkline.points();

        assertThat(points.length).isBetween(30, 60);
        // Each stretch of 64 seconds has one reading that lies far below the others.
        for (int i = 1; i < points.length - 1; i++) {
            assertThat(points[i]).isLessThan(1000 + 64 * i);
        }
    }

    @Test
    void of_a_week_the_last_day_is_shown() {
        int minutes = 7 * 24 * 60;
        for (int i = 0; i < minutes; i++) {
            sparkline.add(START + i * 60_000L, i);
        }
        float[] points = sparkline.points();

        assertThat(points).hasSize(60);
        assertThat(points[0]).isBetween(minutes - 2f * 1440, minutes - 1000f);
        assertThat(points[59]).isGreaterThan(minutes - 60f);
    }

    @Test
    void what_was_not_measured_is_a_gap() {
        sparkline.add(START, 1);
        sparkline.add(START + 3000, 4);
        assertThat(sparkline.points()).containsExactly(1, Float.NaN, Float.NaN, 4);
    }
}
