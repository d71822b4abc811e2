package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
    private static final double MIB = 1 << 20;

    @Test
    void a_series_takes_at_most_192_bytes() {
        assertThat(SeriesTable.BYTES_PER_SERIES).isLessThanOrEqualTo(192);
        assertThat(new SeriesTable(3).state(2)).hasSize(SeriesTable.BYTES_PER_SERIES);
    }

    @Test
    void no_more_is_allocated_for_a_series_than_its_state() {
        int series = 100_000;
        new SeriesTable(1); // what is loaded with the class

        long before = allocatedBytes();
        SeriesTable table = new SeriesTable(series);
        long allocated = allocatedBytes() - before;

        assertThat(table.state(series - 1)).hasSize(SeriesTable.BYTES_PER_SERIES);
        assertThat((double) allocated / series).isBetween(180.0, 192.0);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void neighbours_do_not_touch_each_other() {
        SeriesTable table = new SeriesTable(3);
        feed(table, 0, 0, 400, 0);
        feed(table, 1, 0, 400, 0.2);
        feed(table, 2, 0, 400, 0);

        assertThat(table.verdict(0, Signal.RSS)).isInstanceOf(TrendVerdict.Steady.class);
        assertThat(table.verdict(1, Signal.RSS)).isInstanceOf(TrendVerdict.Leaking.class);
        assertThat(table.verdict(2, Signal.RSS)).isInstanceOf(TrendVerdict.Steady.class);
    }

    @Test
    void a_series_without_readings_is_undecided() {
        assertThat(new SeriesTable(1).verdict(0, Signal.RSS))
                .isInstanceOf(TrendVerdict.Undecided.class);
    }

    @Test
    void a_series_goes_on_elsewhere_as_if_it_had_never_been_away() {
        SeriesTable here = new SeriesTable(1);
        SeriesTable there = new SeriesTable(5);
        feed(here, 0, 0, 150, 0.2);
        there.restore(3, here.state(0));
        feed(here, 0, 150, 400, 0.2);
        feed(there, 3, 150, 400, 0.2);

        assertThat(there.state(3)).isEqualTo(here.state(0));
        assertThat(there.verdict(3, Signal.RSS)).isEqualTo(here.verdict(0, Signal.RSS));
    }

    @Test
    void two_parts_that_were_seen_apart_are_one_series_when_merged() {
        SeriesTable table = new SeriesTable(2);
        feed(table, 0, 0, 200, 0.2);
        feed(table, 1, 200, 400, 0.2);

        table.merge(0, table.state(1));

        assertThat(table.verdict(0, Signal.RSS)).isInstanceOf(TrendVerdict.Leaking.class);
    }

    @Test
    void only_a_reading_that_opens_a_block_can_change_the_verdict() {
        SeriesTable table = new SeriesTable(1);
        int opened = 0;
        for (int second = 0; second < 100_000; second++) {
            opened += table.add(0, second, 50 * MIB) ? 1 : 0;
        }

        // 40 at first, then 20 each time that the number of readings doubles.
        assertThat(opened).isLessThan(300);
    }

    @Test
    void a_state_of_another_size_is_refused() {
        SeriesTable table = new SeriesTable(1);

        assertThatThrownBy(() -> table.restore(0, new byte[7]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state: expected 188 bytes, got 7");
    }

    private static void feed(SeriesTable table, int series, int from, int to, double mibPerSecond) {
        Random random = new Random(from);
        for (int second = from; second < to; second++) {
            double noise = 0.3 * random.nextGaussian();
            table.add(series, second, (100 + mibPerSecond * second + noise) * MIB);
        }
    }
}
