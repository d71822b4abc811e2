package dev.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.SourceLocation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final Frame ON_ORDER = at("onOrder", "/app/orders.js", 12);
    private static final Frame RENDER = at("render", "/app/pages.js", 3);
    private static final Frame EMIT = at("emit", "node:events", 470);
    private static final Frame HTTP = at("parserOnIncoming", "node:_http_server", 1100);
    private static final Frame TIMER = at("listOnTimeout", "node:internal/timers", 523);
    private static final Frame MAP_SET = Frame.function("set");

    @Test
    void what_survives_is_named_by_the_code_that_called_the_runtime() {
        AllocationProfile profile =
                sampled()
                        .add(List.of(TIMER, EMIT, ON_ORDER, MAP_SET), Measure.ALIVE, bytes(900, 30))
                        .add(List.of(TIMER, RENDER), Measure.ALIVE, bytes(50, 2))
                        .add(List.of(TIMER, EMIT, ON_ORDER), Measure.ALLOCATED, bytes(4000, 90))
                        .build();

        List<Observation> seen = Observation.of(profile);

        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst())
                .isInstanceOfSatisfying(
                        Observation.Survives.class,
                        survives -> {
                            assertThat(survives.site().function()).isEqualTo(ON_ORDER);
                            assertThat(survives.site().entry()).contains(EntryPoint.EVENT_LISTENER);
                            assertThat(survives.share()).isEqualTo(900 / 950.0);
                            // Twice the operations: half as much for each.
                            assertThat(survives.ofItsOwn()).hasValue(900 / 2.0 / 4000);
                        });
        assertThat(seen.getLast()).isInstanceOf(Observation.Repeated.class);
    }

    @Test
    void a_request_that_a_server_emits_is_a_request_and_no_mere_event() {
        AllocationProfile profile =
                sampled()
                        .add(List.of(HTTP, EMIT, RENDER), Measure.ALLOCATED, bytes(900, 30))
                        .add(List.of(TIMER, RENDER), Measure.ALLOCATED, bytes(100, 3))
                        .build();

        assertThat(Observation.of(profile).getFirst().site().entry())
                .contains(EntryPoint.REQUEST_HANDLER);
    }

    @Test
    void a_function_that_is_called_from_everywhere_has_no_one_entry() {
        AllocationProfile profile =
                sampled()
                        .add(List.of(EMIT, RENDER), Measure.ALLOCATED, bytes(500, 30))
                        .add(List.of(TIMER, RENDER), Measure.ALLOCATED, bytes(500, 30))
                        .build();

        assertThat(Observation.of(profile).getFirst().site().entry()).isEmpty();
    }

    @Test
    void a_few_samples_are_no_observation_and_neither_is_the_runtime_itself() {
        AllocationProfile profile =
                sampled()
                        .add(List.of(RENDER), Measure.ALLOCATED, bytes(500, 9))
                        .add(List.of(TIMER), Measure.ALLOCATED, bytes(500, 90))
                        .build();

        assertThat(Observation.of(profile)).isEmpty();
    }

    @Test
    void a_loop_shows_where_every_object_was_recorded() {
        AllocationProfile profile =
                new AllocationProfile.Builder()
                        .covering(
                                Measure.ALLOCATED,
                                new Coverage(null, Duration.ZERO, 10, Coverage.Scale.EXACT))
                        .add(List.of(RENDER), Measure.ALLOCATED, bytes(64_000, 2000))
                        .build();

        assertThat(Observation.of(profile).getFirst())
                .isInstanceOfSatisfying(
                        Observation.Repeated.class,
                        repeated -> assertThat(repeated.perOperation()).hasValue(200));
    }

    private static AllocationProfile.Builder sampled() {
        return new AllocationProfile.Builder()
                .covering(
                        Measure.ALLOCATED,
                        new Coverage(null, Duration.ofSeconds(9), 100, Coverage.Scale.ESTIMATED))
                .covering(
                        Measure.ALIVE,
                        new Coverage(null, Duration.ofSeconds(9), 200, Coverage.Scale.ESTIMATED));
    }

    private static Weight bytes(long bytes, long count) {
        return new Weight(bytes, count);
    }

    private static Frame at(String name, String file, int line) {
        return Frame.function(name, new SourceLocation(file, line, 1));
    }
}
