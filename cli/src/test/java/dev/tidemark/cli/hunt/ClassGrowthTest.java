package dev.tidemark.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.ClassHistogram.Use;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClassGrowthTest {
    private static final int STEPS = 2;

    private final ClassCounts counts = new ClassCounts();
    private int second;

    @Test
    void a_class_that_has_more_at_the_end_than_ever_in_the_beginning_grows() {
        for (long i = 0; i < 9; i++) {
            add(100 * i, "Session", 1000 + 100 * i, "Request", 8 - i % 3);
        }

        assertThat(counts.growth().growing(STEPS)).containsExactly("Session");
    }

    @Test
    void a_class_that_comes_and_goes_or_settles_does_not_grow() {
        for (long i = 0; i < 12; i++) {
            add(100 * i, "Request", i % 2 == 0 ? 0 : 300, "Entry", Math.min(500, 200 * i));
        }
        assertThat(counts.growth().growing(STEPS)).isEmpty();
    }

    @Test
    void a_handful_in_each_step_is_nothing_unless_it_is_large() {
        for (long i = 0; i < 3; i++) {
            counts.add(
                    i,
                    Duration.ZERO,
                    i,
                    new ClassHistogram(
                            Map.of(
                                    "Few", new Use(4 * i, 96 * i),
                                    "Large[]", new Use(3 * i, 60_000 * i),
                                    "Text", new Use(7, 40_000 * i))));
        }

        assertThat(counts.growth().growing(STEPS)).containsExactly("Large[]", "Text");
    }

    @Test
    void a_class_that_grew_in_one_half_only_does_not_grow_on() {
        add(0, "Early", 0, "Late", 0);
        add(50, "Early", 40, "Late", 0);
        add(100, "Early", 40, "Late", 40);

        assertThat(counts.growth().growing(STEPS)).isEmpty();
    }

    @Test
    void too_few_histograms_tell_nothing() {
        add(0, "Session", 1000, "Other", 1);
        add(50, "Session", 2000, "Other", 1);

        assertThat(counts.growth().growing(1)).isEmpty();
        assertThat(counts.growth().conclusive()).isFalse();
    }

    @Test
    void growth_is_told_for_one_operation() {
        for (long i = 0; i < 7; i++) {
            add(100 + 50 * i, "com.acme.Session", 5 + 100 * i, "java.util.HashMap$Node", 50 * i);
        }
        ClassGrowth growth = counts.growth();

        assertThat(growth.of("com.acme.Session"))
                .get()
                .extracting(counted -> Objects.requireNonNull(counted.perOperation()).bytes())
                .isEqualTo(2.0);
        assertThat(growth.of("HashMap$Node").orElseThrow().added()).isEqualTo(300);
        assertThat(growth.of("Session")).as("another package's").isEmpty();
        assertThat(growth.of("Node")).isEmpty();
    }

    @Test
    void without_operations_only_the_number_is_told() {
        for (long i = 0; i < 5; i++) {
            add(0, "Session", 10 * i, "Other", 1);
        }

        ClassGrowth.OfClass sessions = counts.growth().of("Session").orElseThrow();
        assertThat(sessions.added()).isEqualTo(40);
        assertThat(sessions.perOperation()).isNull();
    }

    @Test
    void what_was_counted_in_the_warm_up_is_forgotten_save_for_the_latest() {
        add(10, "Session", 1, "Other", 1);
        add(20, "Session", 2, "Other", 1);
        counts.restart();
        add(30, "Session", 3, "Other", 1);

        ClassGrowth growth = counts.growth();
        assertThat(growth.readings())
                .extracting(ClassGrowth.Reading::operations)
                .containsExactly(20L, 30L);
        assertThat(growth.taken()).isEqualTo(3);
        assertThat(growth.paused()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void a_long_hunt_keeps_no_more_than_a_few_and_takes_them_ever_more_rarely() {
        int taken = 0;
        for (second = 0; second < 1000; second++) {
            if (counts.due(TimeUnit.SECONDS.toNanos(second))) {
                counts.add(
                        TimeUnit.SECONDS.toNanos(second),
                        Duration.ZERO,
                        second,
                        histogram("Session", second, "Other", 1));
                taken++;
            }
        }

        assertThat(counts.growth().readings())
                .hasSizeBetween(ClassCounts.MOST / 2, ClassCounts.MOST);
        assertThat(counts.growth().readings().getFirst().operations()).isZero();
        assertThat(taken).isBetween(60, 110);
    }

    private void add(long operations, String one, long count, String other, long otherCount) {
        counts.add(
                TimeUnit.SECONDS.toNanos(second++),
                Duration.ofMillis(10),
                operations,
                histogram(one, count, other, otherCount));
    }

    private static ClassHistogram histogram(String one, long count, String other, long otherCount) {
        return new ClassHistogram(
                Map.of(
                        one,
                        new Use(count, 24 * count),
                        other,
                        new Use(otherCount, 24 * otherCount)));
    }
}
