package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepWordsTest {
    @Test
    void steps_are_said_one_after_the_other() {
        assertThat(StepWords.of(List.of(1130L))).isEqualTo("1130");
        assertThat(StepWords.of(List.of(1130L, 1175L))).isEqualTo("1130, then 1175");
        assertThat(StepWords.of(List.of(7L, 0L, -2L))).isEqualTo("7, 0, then -2");
    }
}
