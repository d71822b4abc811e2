package dev.tidemark.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapStepsTest {
    @Test
    void growth_by_another_amount_in_each_step_asks_for_one_more() {
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6, 292e6))).isTrue();
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6, 300e6))).isTrue();
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6, 292e6, 390e6))).isFalse();
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6, 292e6, 340e6))).isTrue();
    }

    @Test
    void what_is_clear_asks_for_none() {
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6, 303e6))).isFalse();
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6, 197e6))).isFalse();
        assertThat(HeapSteps.areOpen(List.of(92e6, 90e6, 197e6))).isFalse();
    }

    @Test
    void noise_asks_for_none() {
        assertThat(HeapSteps.areOpen(List.of(92e6, 92.4e6, 92.6e6))).isFalse();
        assertThat(HeapSteps.areOpen(List.of(92e6, 92e6, Double.NaN))).isFalse();
    }

    @Test
    void two_snapshots_are_one_step() {
        assertThat(HeapSteps.areOpen(List.of(92e6, 197e6))).isFalse();
    }
}
