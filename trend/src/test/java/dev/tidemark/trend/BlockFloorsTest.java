package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BlockFloorsTest {

    /** One reading: where on the axis, and what. */
    private record Reading(double position, double value) {}

    @RepeatedTest(60)
    void merging_as_it_goes_gives_the_floors_that_all_readings_together_give(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        List<Reading> readings = readings(new Random(seed));

        Blocks blocks = fed(readings).blocks();

        assertThat(blocks.count()).as("seed %d", seed).isBetween(1, BlockFloors.CAPACITY);
        assertFloors(blocks, slowFloors(readings, blocks.width()), seed);
    }

    @RepeatedTest(40)
    void a_floor_is_known_to_lie_where_it_was_read(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        List<Reading> readings = readings(new Random(seed));

        Blocks blocks = fed(readings).blocks();

        Map<Long, Reading> lowest = new TreeMap<>();
        for (Reading reading : readings) {
            lowest.merge(
                    (long) (reading.position / blocks.width()),
                    reading,
                    (one, other) -> other.value < one.value ? other : one);
        }
        double zero = lowest.keySet().iterator().next();
        int block = 0;
        for (Reading reading : lowest.values()) {
            assertThat(zero + blocks.index()[block++])
                    .as("seed %d, block %d", seed, block)
                    .isCloseTo(reading.position / blocks.width(), within(1 / 16.0));
        }
    }

    @RepeatedTest(40)
    void parts_that_are_merged_have_the_floors_of_the_whole(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        List<Reading> readings = readings(random);
        int cut = 1 + random.nextInt(readings.size() - 1);

        BlockFloors merged = fed(readings.subList(0, cut));
        merged.merge(fed(readings.subList(cut, readings.size())));

        Blocks blocks = merged.blocks();
        assertFloors(blocks, slowFloors(readings, blocks.width()), seed);
    }

    @RepeatedTest(40)
    void what_was_written_and_read_continues_identically(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        List<Reading> readings = readings(random);
        int cut = 1 + random.nextInt(readings.size() - 1);
        BlockFloors whole = fed(readings);

        BlockFloors restored = BlockFloors.in(fed(readings.subList(0, cut)).words(), 0);
        readings.subList(cut, readings.size()).forEach(reading -> add(restored, reading));

        assertThat(restored.words()).as("seed %d", seed).isEqualTo(whole.words());
    }

    @Test
    void the_state_of_a_series_is_at_most_192_bytes() {
        assertThat(fed(readings(new Random(1))).words()).hasSizeLessThanOrEqualTo(192 / 4);
    }

    @Test
    void a_long_gap_leaves_its_blocks_empty() {
        BlockFloors floors = BlockFloors.create();
        floors.add(0, 5, 1, 0);
        floors.add(1, 6, 1, 1);
        floors.add(1_000_000, 7, 1, 1_000_000);

        Blocks blocks = floors.blocks();

        assertThat(blocks.floor()).hasSize(2);
        assertThat(blocks.floor()[0]).isCloseTo(5, within(0.5));
        assertThat(blocks.index()[1]).isGreaterThan(BlockFloors.CAPACITY / 2.0 - 1);
    }

    @Test
    void the_time_of_a_block_follows_the_pace_of_the_work() {
        BlockFloors floors = BlockFloors.create();
        double position = 0;
        for (int second = 0; second <= 1000; second++) {
            double pace = second < 500 ? 1 : 9;
            position += pace;
            floors.add(position, 1e6, pace, second);
        }

        Blocks blocks = floors.blocks();

        // Half of the time has passed after a tenth of the work.
        assertThat(blocks.secondAt(0.1 * blocks.index()[blocks.count() - 1]))
                .isCloseTo(500, within(30.0));
    }

    private static List<Reading> readings(Random random) {
        List<Reading> all = new ArrayList<>();
        double position = random.nextInt(100_000);
        int readings = 2 + random.nextInt(3000);
        for (int i = 0; i < readings; i++) {
            all.add(new Reading(position, 1 + random.nextInt(1_000_000_000)));
            position += 1 + random.nextInt(1 + random.nextInt(40));
        }
        return all;
    }

    private static BlockFloors fed(List<Reading> readings) {
        BlockFloors floors = BlockFloors.create();
        readings.forEach(reading -> add(floors, reading));
        return floors;
    }

    private static void add(BlockFloors to, Reading reading) {
        to.add(reading.position, reading.value, 1, reading.position);
    }

    private static void assertFloors(Blocks blocks, Map<Long, Double> expected, int seed) {
        assertThat(blocks.count()).as("seed %d", seed).isEqualTo(expected.size());
        int block = 0;
        for (double floor : expected.values()) {
            assertThat(blocks.floor()[block++])
                    .as("seed %d, block %d", seed, block)
                    .isCloseTo(floor, Percentage.withPercentage(floor < 100_000 ? 5 : 0.1));
        }
    }

    private static Map<Long, Double> slowFloors(List<Reading> readings, double width) {
        Map<Long, Double> floors = new TreeMap<>();
        for (Reading reading : readings) {
            floors.merge((long) (reading.position / width), reading.value, Math::min);
        }
        return floors;
    }
}
