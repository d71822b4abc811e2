package dev.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginalNamesTest {
    private static final SourceLocation CACHE = new SourceLocation("src/cache.ts", 12, 3);

    @Test
    void functions_get_the_names_and_places_that_people_wrote() {
        AllocationProfile profile =
                profile(List.of(function("a", 1, 10)), List.of(function("b", 1, 30)));

        AllocationProfile original = OriginalNames.of(profile, new CacheAtColumn(9));

        assertThat(original.frame(1)).isEqualTo(Frame.function("remember", CACHE));
        assertThat(original.frame(2)).isEqualTo(function("b", 1, 30));
        assertThat(original.self(1, Measure.ALIVE)).isEqualTo(new Weight(100, 1));
    }

    @Test
    void calls_that_become_equal_become_one() {
        AllocationProfile profile =
                profile(List.of(function("a", 1, 10)), List.of(Frame.function("remember", CACHE)));

        AllocationProfile original = OriginalNames.of(profile, new CacheAtColumn(9));

        assertThat(original.nodeCount()).isEqualTo(2);
        assertThat(original.self(1, Measure.ALIVE)).isEqualTo(new Weight(200, 2));
    }

    @Test
    void what_has_no_place_is_not_asked_for() {
        AllocationProfile profile = profile(List.of(Frame.function("(V8 API)")));

        assertThat(OriginalNames.of(profile, new CacheAtColumn(-1)).frame(1).name())
                .isEqualTo("(V8 API)");
    }

    @SafeVarargs
    private static AllocationProfile profile(List<Frame>... stacks) {
        AllocationProfile.Builder profile =
                new AllocationProfile.Builder()
                        .covering(Measure.ALIVE, Coverage.unknown(Coverage.Scale.ESTIMATED));
        for (List<Frame> stack : stacks) {
            profile.add(stack, Measure.ALIVE, new Weight(100, 1));
        }
        return profile.build();
    }

    private static Frame function(String name, int line, int column) {
        return Frame.function(name, new SourceLocation("/app/bundle.js", line, column));
    }

    /** Knows one function of the first line of the bundle. */
    private record CacheAtColumn(int column) implements SourceResolver {
        @Override
        public Optional<Written> function(Place start) {
            return start.equals(new Place("/app/bundle.js", 0, column))
                    ? Optional.of(new Written(CACHE, "remember"))
                    : Optional.empty();
        }

        @Override
        public List<String> files(String script) {
            return List.of();
        }

        @Override
        public Optional<Variable> variable(
                Place function, Collection<String> together, String name) {
            return Optional.empty();
        }

        @Override
        public List<Written> block(Place function, int depth) {
            return List.of();
        }

        @Override
        public Optional<String> packageVersion(String file) {
            return Optional.empty();
        }

        @Override
        public Optional<FieldUse> field(ClassField field) {
            return Optional.empty();
        }
    }
}
