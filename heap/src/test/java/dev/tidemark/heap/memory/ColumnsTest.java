package dev.tidemark.heap.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    /** Arrays of this length are used again. */
    private static final int BIG = 1 << 19;

    @Test
    void new_cells_are_zero_whatever_was_in_the_columns_before() {
        for (int round = 0; round < 4; round++) {
            // Not always as long: the next column may get an array that is longer than it needs.
            int count = BIG - round * 3_000;
            try (Columns columns = new Columns()) {
                IntColumn ints = columns.ints(count);
                LongColumn longs = columns.longs(count);
                ByteColumn bytes = columns.bytes(count);
                BitColumn bits = columns.bits(64L * count);
                for (int i = 0; i < count; i++) {
                    boolean clear =
                            ints.get(i) == 0
                                    && longs.get(i) == 0
                                    && bytes.get(i) == 0
                                    && !bits.get(64L * i)
                                    && !bits.get(64L * i + 63);
                    if (!clear) {
                        assertThat(i).as("round %d: a cell that is not 0", round).isEqualTo(-1);
                    }
                    ints.set(i, -1);
                    longs.set(i, -1);
                    bytes.set(i, (byte) -1);
                    bits.set(64L * i);
                    bits.set(64L * i + 63);
                }
            }
        }
    }

    @Test
    void columns_that_are_open_at_once_share_no_cells() {
        try (Columns columns = new Columns()) {
            columns.ints(BIG);
        }
        try (Columns columns = new Columns();
                Columns others = new Columns()) {
            List<IntColumn> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add((i % 2 == 0 ? columns : others).ints(BIG));
                all.get(i).set(17, i);
            }
            for (int i = 0; i < 6; i++) {
                assertThat(all.get(i).get(17)).isEqualTo(i);
            }
        }
    }

    @Test
    void a_closed_column_fails_and_shows_nothing_of_the_next_one() {
        Columns columns = new Columns();
        IntColumn closed = columns.ints(BIG);
        columns.close();
        columns.close();
        try (Columns next = new Columns()) {
            IntColumn open = next.ints(BIG);
            open.set(0, 42);
            assertThatThrownBy(() -> closed.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> closed.set(0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(open.get(0)).isEqualTo(42);
        }
    }

    @Test
    void others_are_closed_with_those_they_were_asked_of_if_not_before() {
        Columns columns = new Columns();
        IntColumn left;
        try (Columns closed = columns.others()) {
            closed.ints(10).fill(10, 1);
            left = columns.others().ints(10);
        }
        left.fill(9, 3);
        assertThat(left.get(8)).isEqualTo(3);
        assertThat(left.get(9)).isZero();
        columns.close();
        assertThatThrownBy(() -> left.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void columns_of_one_size_after_the_other_use_the_same_array() {
        Recycler<int[]> recycler = recycler();
        int[] first = recycler.take(BIG);
        first[5] = 7;
        recycler.give(first);
        int[] second = recycler.take(BIG + 1);
        assertThat(second).isSameAs(first);
        assertThat(second[5]).isZero();
        assertThat(recycler.take(BIG)).isNotSameAs(first);
    }

    @Test
    void of_several_kept_arrays_the_shortest_that_serves_is_taken() {
        Recycler<int[]> recycler = recycler();
        int[] longest = recycler.take(4 * BIG);
        int[] middle = recycler.take(2 * BIG);
        int[] shortest = recycler.take(BIG);
        recycler.give(longest);
        recycler.give(middle);
        recycler.give(shortest);
        assertThat(recycler.take(BIG + BIG / 2)).isSameAs(middle);
        assertThat(recycler.take(BIG)).isSameAs(shortest);
        assertThat(recycler.take(BIG)).isSameAs(longest);
    }

    private static Recycler<int[]> recycler() {
        return new Recycler<>(int[]::new, array -> array.length, array -> Arrays.fill(array, 0));
    }

    @Test
    void values_are_copied_to_where_they_belong() {
        try (Columns columns = new Columns()) {
            IntColumn ints = columns.ints(10);
            ints.copyFrom(new int[] {1, 2, 3}, 2, 5);
            assertThat(List.of(ints.get(4), ints.get(5), ints.get(6), ints.get(7)))
                    .containsExactly(0, 1, 2, 0);
            ints.add(6, 40);
            assertThat(ints.get(6)).isEqualTo(42);
            BitColumn bits = columns.bits(130);
            bits.set(129);
            bits.set(64);
            bits.clear(64);
            assertThat(bits.get(129)).isTrue();
            assertThat(bits.get(64)).isFalse();
            assertThat(bits.get(65)).isFalse();
        }
    }
}
