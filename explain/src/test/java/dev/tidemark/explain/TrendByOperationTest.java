package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendByOperationTest {
    private static final List<Long> WORK = List.of(100L, 0L, 700L, 200L, 400L);

    @Test
    void one_for_each_operation_is_proportional_however_uneven_the_work() {
        assertThat(TrendByOperation.of(List.of(100L, 0L, 700L, 200L, 400L), WORK))
                .isEqualTo(Trend.PROPORTIONAL);
    }

    @Test
    void equal_steps_are_not_proportional_when_the_work_grew() {
        assertThat(TrendByOperation.of(List.of(50L, 50L, 50L), List.of(100L, 200L, 400L)))
                .isEqualTo(Trend.SLOWING);
    }

    @Test
    void a_cache_that_is_full_has_stopped() {
        assertThat(TrendByOperation.of(List.of(100L, 0L, 400L, 0L, 0L), WORK))
                .isEqualTo(Trend.STOPPED);
    }

    @Test
    void what_begins_late_may_go_on() {
        assertThat(TrendByOperation.of(List.of(0L, 0L, 0L, 150L, 400L), WORK))
                .isEqualTo(Trend.UNEVEN);
    }

    @Test
    void what_paused_comes_in_bursts() {
        assertThat(TrendByOperation.of(List.of(100L, 0L, 0L, 150L, 400L), WORK))
                .isEqualTo(Trend.BURSTS);
    }

    @Test
    void what_only_some_operations_add_scatters_and_is_seldom_taken_for_slowing() {
        int missed = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            List<Long> added = new ArrayList<>();
            for (long operations : WORK) {
                added.add(random.doubles(operations).filter(each -> each < 0.1).count());
            }
            missed += TrendByOperation.of(added, WORK) == Trend.PROPORTIONAL ? 0 : 1;
        }
        assertThat(missed).isLessThan(100);
    }
}
