package dev.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.SourceLocation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileComparisonTest {
    @Test
    void functions_are_compared_for_one_operation_and_keep_their_name_when_lines_move() {
        AllocationProfile before = profile(100, 10, at("render", 3), at("", 8));
        AllocationProfile after = profile(200, 20, at("render", 5), at("", 9));

        ProfileComparison compared = ProfileComparison.of(before, after);

        assertThat(compared.basis()).isEqualTo(ProfileComparison.Basis.OPERATION);
        assertThat(compared.before()).isEqualTo(20);
        assertThat(compared.after()).isEqualTo(20);
        // Functions without a name are another one at another line.
        assertThat(compared.rows())
                .containsExactly(
                        new ProfileComparison.Row(at("", 8), 10, 0),
                        new ProfileComparison.Row(at("", 9), 0, 10),
                        new ProfileComparison.Row(at("render", 5), 10, 10));
    }

    @Test
    void without_operations_they_are_compared_for_one_second() {
        ProfileComparison compared =
                ProfileComparison.of(profile(100, 0, at("a", 1)), profile(300, 10, at("a", 1)));

        assertThat(compared.basis()).isEqualTo(ProfileComparison.Basis.SECOND);
        assertThat(compared.rows().getFirst().change()).isEqualTo(20);
    }

    @Test
    void what_was_allocated_cannot_be_compared_with_what_is_alive() {
        AllocationProfile alive =
                new AllocationProfile.Builder()
                        .covering(Measure.ALIVE, Coverage.unknown(Coverage.Scale.ESTIMATED))
                        .build();

        assertThatThrownBy(() -> ProfileComparison.of(alive, profile(1, 1, at("a", 1))))
                .hasMessageContaining("two profiles of the same measure");
    }

    private static AllocationProfile profile(long bytesEach, long operations, Frame... functions) {
        AllocationProfile.Builder builder =
                new AllocationProfile.Builder()
                        .covering(
                                Measure.ALLOCATED,
                                new Coverage(
                                        null,
                                        Duration.ofSeconds(10),
                                        operations,
                                        Coverage.Scale.ESTIMATED));
        for (Frame function : functions) {
            builder.add(List.of(function), Measure.ALLOCATED, new Weight(bytesEach, 1));
        }
        return builder.build();
    }

    private static Frame at(String name, int line) {
        return Frame.function(name, new SourceLocation("/app/a.js", line, 1));
    }
}
