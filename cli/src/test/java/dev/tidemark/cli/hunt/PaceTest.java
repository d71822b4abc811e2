package dev.tidemark.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void a_busy_service_is_read_once_in_three_seconds_where_a_step_is_long_enough_for_a_trend() {
        assertThat(Pace.ofRealTraffic(Duration.ofMinutes(1)).readEvery())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(Pace.ofRealTraffic(Duration.ofSeconds(10)).readEvery())
                .isEqualTo(Duration.ofMillis(500));
        assertThat(Pace.ofRealTraffic(Duration.ofSeconds(1)).readEvery())
                .isEqualTo(Duration.ofMillis(250));
    }
}
