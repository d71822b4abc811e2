package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    private double clock = 1000;
    private double cpu = 7;
    private final Patience patience = new Patience(30, () -> clock, () -> cpu);

    @Test
    void what_waits_has_the_time_of_the_clock() {
        assertThat(secondsUntilOver(0)).isEqualTo(30);
    }

    @Test
    void what_works_alone_has_the_time_of_the_clock_on_any_number_of_processors() {
        assertThat(secondsUntilOver(1)).isEqualTo(30);
        assertThat(new PatienceTest().secondsUntilOver(4)).isEqualTo(30);
    }

    @Test
    void what_works_on_a_third_of_a_processor_has_three_times_as_long() {
        assertThat(secondsUntilOver(1 / 3.0)).isBetween(90, 91);
    }

    @Test
    void patience_ends_on_the_busiest_machine() {
        assertThat(secondsUntilOver(0.1)).isEqualTo(150);
    }

    private int secondsUntilOver(double cpuPerSecond) {
        for (int seconds = 1; ; seconds++) {
            clock++;
            cpu += cpuPerSecond;
            if (patience.isOver()) {
                return seconds;
            }
        }
    }
}
