package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnersPartTest {
    private static final String RUNNER = "dev.tidemark.gate.runner.ScenarioRunner";

    @Test
    void a_path_through_our_runner_begins_at_the_scenario() {
        HeapPath path =
                path(
                        new Step("thread \"main\"", ""),
                        new Step("local in " + RUNNER + ".main (ScenarioRunner.java:69)", RUNNER),
                        new Step("scenario", "com.acme.Cart"),
                        new Step("kept", "HashMap"));

        assertThat(RunnersPart.leftOut(path))
                .hasToString("scenario : com.acme.Cart > kept : HashMap");
    }

    @Test
    void a_path_of_the_scenarios_own_stays() {
        HeapPath path = path(new Step("static com.acme.Cart.KEPT", "ArrayList"));

        assertThat(RunnersPart.leftOut(path)).isEqualTo(path);
    }

    private static HeapPath path(Step... steps) {
        return new HeapPath(List.of(steps));
    }
}
