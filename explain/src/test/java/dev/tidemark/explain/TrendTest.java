package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void the_same_number_at_every_step_is_proportional() {
        assertThat(Trend.of(List.of(200L, 200L), false)).isEqualTo(Trend.PROPORTIONAL);
        assertThat(Trend.of(List.of(200L, 190L, 205L), false)).isEqualTo(Trend.PROPORTIONAL);
    }

    @Test
    void a_cache_of_finite_keys_slows_down_and_stops() {
        assertThat(Trend.of(List.of(37L, 34L), false)).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(37L, 34L, 25L), false)).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(37L, 34L, 25L, 0L), false)).isEqualTo(Trend.STOPPED);
    }

    @Test
    void a_pool_that_gets_a_single_one_after_many_has_stopped() {
        assertThat(Trend.of(List.of(25L, 1L), false)).isEqualTo(Trend.STOPPED);
        assertThat(Trend.of(List.of(25L, 2L), false)).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(6L, 1L), false)).isEqualTo(Trend.SLOWING);
    }

    @Test
    void one_step_says_nothing_about_the_next() {
        assertThat(Trend.of(List.of(1000L), false)).isEqualTo(Trend.ONCE);
    }

    @Test
    void steps_of_an_uneven_load_count_as_the_same_when_growth_is_known_to_go_on() {
        assertThat(Trend.of(List.of(5250L, 4513L), false)).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(5250L, 4513L), true)).isEqualTo(Trend.PROPORTIONAL);
        assertThat(Trend.of(List.of(5250L, 2500L), true)).isEqualTo(Trend.SLOWING);
        assertThat(Trend.of(List.of(5250L, 0L), true)).isEqualTo(Trend.STOPPED);
    }
}
