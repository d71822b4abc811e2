package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void the_same_number_at_every_step_is_proportional() {
        assertThat(Trend.of(List.of(200L, 200L))).isEqualTo(Trend.PROPORTIONAL);
        assertThat(Trend.of(List.of(200L, 190L, 205L))).isEqualTo(Trend.PROPORTIONAL);
    }

    @Test
    void a_cache_of_finite_keys_slows_down_and_stops() {
        assertThat(Trend.of(List.of(37L, 34L))).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(37L, 34L, 25L))).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(37L, 34L, 25L, 0L))).isEqualTo(Trend.STOPPED);
    }

    @Test
    void one_step_says_nothing_about_the_next() {
        assertThat(Trend.of(List.of(1000L))).isEqualTo(Trend.ONCE);
    }
}
