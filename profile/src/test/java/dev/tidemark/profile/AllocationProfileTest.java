package dev.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.profile.RandomProfiles.Added;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AllocationProfileTest {
    private static final Frame MAIN = Frame.function("main");
    private static final Frame PUT = Frame.function("put");

    @Test
    void equal_stacks_become_one_and_their_weights_are_added() {
        AllocationProfile profile =
                profile(
                        new Added(List.of(MAIN, PUT), Measure.ALLOCATED, new Weight(100, 1)),
                        new Added(List.of(MAIN), Measure.ALLOCATED, new Weight(7, 1)),
                        new Added(List.of(MAIN, PUT), Measure.ALLOCATED, new Weight(50, 2)));

        assertThat(profile.nodeCount()).isEqualTo(3);
        assertThat(profile.stack(2)).containsExactly(MAIN, PUT);
        assertThat(profile.self(2, Measure.ALLOCATED)).isEqualTo(new Weight(150, 3));
        assertThat(profile.totals(Measure.ALLOCATED)[1]).isEqualTo(new Weight(157, 4));
    }

    @RepeatedTest(300)
    void totals_are_what_all_stacks_through_a_node_add_up_to(RepetitionInfo run) {
        List<Added> stacks = RandomProfiles.stacks(run.getCurrentRepetition());
        AllocationProfile profile = RandomProfiles.of(stacks);

        for (Measure measure : Measure.values()) {
            Weight[] totals = profile.totals(measure);
            for (int node = 0; node < profile.nodeCount(); node++) {
                List<Frame> prefix = profile.stack(node);
                Weight expected =
                        stacks.stream()
                                .filter(each -> each.measure() == measure)
                                .filter(each -> startsWith(each.stack(), prefix))
                                .map(Added::weight)
                                .reduce(Weight.NONE, Weight::plus);
                assertThat(totals[node])
                        .as("seed %d, node %d", run.getCurrentRepetition(), node)
                        .isEqualTo(expected);
            }
        }
    }

    @RepeatedTest(300)
    void a_function_counts_once_in_its_total_however_deep_it_calls_itself(RepetitionInfo run) {
        List<Added> stacks = RandomProfiles.stacks(run.getCurrentRepetition());
        Map<Frame, Weight> selfs = new HashMap<>();
        Map<Frame, Weight> totals = new HashMap<>();
        for (Added each : stacks) {
            if (each.measure() == Measure.ALIVE) {
                selfs.merge(each.stack().getLast(), each.weight(), Weight::plus);
                for (Frame frame : new HashSet<>(each.stack())) {
                    totals.merge(frame, each.weight(), Weight::plus);
                }
            }
        }

        for (FunctionRow row : FunctionTable.of(RandomProfiles.of(stacks))) {
            assertThat(row.alive())
                    .as("seed %d, %s", run.getCurrentRepetition(), row.function())
                    .isEqualTo(
                            new FunctionRow.Share(
                                    selfs.getOrDefault(row.function(), Weight.NONE),
                                    totals.getOrDefault(row.function(), Weight.NONE)));
        }
    }

    @RepeatedTest(100)
    void what_was_added_can_be_subtracted_again(RepetitionInfo run) {
        List<Added> some = RandomProfiles.stacks(run.getCurrentRepetition());
        List<Added> more = RandomProfiles.stacks(1000 + run.getCurrentRepetition());
        AllocationProfile one = RandomProfiles.of(some);
        AllocationProfile other = RandomProfiles.of(more);
        List<Added> both = new ArrayList<>(some);
        both.addAll(more);

        AllocationProfile sum = one.plus(other);

        assertThat(weights(sum)).isEqualTo(weights(RandomProfiles.of(both)));
        assertThat(weights(sum.minus(other))).isEqualTo(weights(one));
        assertThat(weights(one.minus(sum)).values())
                .allSatisfy(weight -> assertThat(weight.bytes()).isNegative());
    }

    @Test
    void a_sum_covers_the_work_of_both_unless_one_does_not_know_its_own() {
        AllocationProfile known = RandomProfiles.of(List.of());
        AllocationProfile unknown =
                new AllocationProfile.Builder()
                        .covering(Measure.ALIVE, Coverage.unknown(Coverage.Scale.SAMPLES))
                        .build();

        Coverage twice = known.plus(known).coverage(Measure.ALIVE);
        Coverage mixed = known.plus(unknown).coverage(Measure.ALIVE);

        assertThat(twice.operations()).isEqualTo(500);
        assertThat(twice.duration()).isEqualTo(Duration.ofMillis(30_500));
        assertThat(mixed).isEqualTo(Coverage.unknown(Coverage.Scale.SAMPLES));
        assertThat(known.plus(unknown).coverage(Measure.ALLOCATED))
                .isEqualTo(known.coverage(Measure.ALLOCATED));
    }

    @Test
    void what_was_not_measured_is_nothing_and_has_no_coverage() {
        AllocationProfile alive =
                new AllocationProfile.Builder()
                        .covering(Measure.ALIVE, Coverage.unknown(Coverage.Scale.ESTIMATED))
                        .build();

        assertThat(alive.total(Measure.ALLOCATED)).isEqualTo(Weight.NONE);
        assertThat(alive.mainMeasure()).isEqualTo(Measure.ALIVE);
        assertThatThrownBy(() -> alive.coverage(Measure.ALLOCATED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AllocationProfile profile(Added... stacks) {
        return RandomProfiles.of(List.of(stacks));
    }

    private static Map<String, Weight> weights(AllocationProfile profile) {
        Map<String, Weight> weights = new HashMap<>();
        for (int node = 0; node < profile.nodeCount(); node++) {
            for (Measure measure : profile.measures()) {
                Weight self = profile.self(node, measure);
                if (!self.isNone()) {
                    weights.put(measure + " " + profile.stack(node), self);
                }
            }
        }
        return weights;
    }

    private static boolean startsWith(List<Frame> stack, List<Frame> prefix) {
        return stack.size() >= prefix.size() && stack.subList(0, prefix.size()).equals(prefix);
    }
}
