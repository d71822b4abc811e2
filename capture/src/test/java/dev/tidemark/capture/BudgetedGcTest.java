package dev.tidemark.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetedGcTest {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<Instant> collections = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private boolean collectsByItself;

    @Test
    void no_budget_asks_for_nothing() throws Exception {
        watch(GcBudget.NONE, Duration.ofDays(1));

        assertThat(collections).isEmpty();
    }

    @Test
    void a_number_of_collections_is_never_passed_in_any_hour() throws Exception {
        watch(GcBudget.parse("5/h"), Duration.ofHours(6));

        assertThat(collections).hasSizeBetween(28, 30);
        assertThat(mostInAnyHour()).isEqualTo(5);
    }

    @Test
    void a_time_in_collections_is_never_passed_in_any_hour() throws Exception {
        watch(GcBudget.parse("200ms/h"), Duration.ofHours(6));

        assertThat(PAUSE.multipliedBy(mostInAnyHour())).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_process_that_collects_by_itself_is_left_alone() throws Exception {
        collectsByItself = true;

        watch(GcBudget.parse("5/h"), Duration.ofHours(6));

        assertThat(collections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0/h", "5/w", "-1/h", "ms/h", "5h"})
    void what_is_no_budget_is_refused(String text) {
        assertThatThrownBy(() -> GcBudget.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'"
                                + text
                                + "': expected collections or their time, such as 5/h or 200ms/h");
    }

    private void watch(GcBudget budget, Duration time) throws Exception {
        BudgetedGc gc = new BudgetedGc(target(), budget, () -> now);
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            gc.sample();
            now = now.plusSeconds(10);
        }
    }

    private long mostInAnyHour() {
        return collections.stream()
                .mapToLong(first ->
                        collections.stream()
                                .filter(one ->
                                        !one.isBefore(first)
                                                && one.isBefore(first.plus(Duration.ofHours(1))))
                                .count())
                .max()
                .orElse(0);
    }

    private LiveTarget target() {
        return (LiveTarget)
                Proxy.newProxyInstance(
                        LiveTarget.class.getClassLoader(),
                        new Class<?>[] {LiveTarget.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "sample" -> sample(collectsByItself);
                                    case "sampleAfterGc" -> collect();
                                    default -> throw new AssertionError(method.getName());
                                });
    }

    private MemorySample collect() {
        collections.add(now);
        now = now.plus(PAUSE);
        return sample(true);
    }

    private static MemorySample sample(boolean afterGc) {
        MemorySample sample = MemorySample.at(0).with(Signal.HEAP_USED, 2);
        return afterGc ? sample.with(Signal.POST_GC_USED, 1) : sample;
    }
}
