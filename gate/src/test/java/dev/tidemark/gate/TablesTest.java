package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Confidence;
import dev.tidemark.model.HeapPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final List<Long> FLAT = List.of(3L, 3L, 3L);

    @Test
    void a_table_that_grows_without_entries_may_hold_numbers() {
        assertThat(Tables.isSure(finding("Set", FLAT, Confidence.LIKELY))).isTrue();
    }

    @Test
    void what_grew_in_some_steps_only_is_not_sure() {
        Finding finding = finding("Set", FLAT, Confidence.POSSIBLE);

        assertThat(Tables.isOne(finding)).isTrue();
        assertThat(Tables.isSure(finding)).isFalse();
    }

    @Test
    void entries_that_are_counted_are_no_numbers() {
        assertThat(Tables.isOne(finding("Set", List.of(3L, 4L, 5L), Confidence.LIKELY))).isFalse();
    }

    @Test
    void the_table_of_a_weak_map_holds_no_numbers_without_objects() {
        assertThat(Tables.isOne(finding("WeakMap", FLAT, Confidence.LIKELY))).isFalse();
    }

    private static Finding finding(String holder, List<Long> counts, Confidence confidence) {
        return new Finding(
                "0",
                "unbounded-collection",
                "it grows",
                confidence,
                new Finding.Holder(new HeapPath(List.of()), holder, null),
                new Finding.Accumulation("number", counts, 8),
                new Finding.Growth(1, 8, 1, null),
                List.of(),
                List.of(),
                null,
                Finding.Fix.of("Bound it."));
    }
}
