package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BlockFloorsTest {

    @RepeatedTest(60)
    void merging_as_it_goes_gives_the_floors_that_all_readings_together_give(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        BlockFloors fast = new BlockFloors();
        List<double[]> all = new ArrayList<>();
        double position = 0;
        int readings = 2 + random.nextInt(3000);
        for (int i = 0; i < readings; i++) {
            double value = random.nextInt(1_000_000);
            fast.add(position, value, Double.NaN, position);
            all.add(new double[] {position, value});
            position += 1 + random.nextInt(1 + random.nextInt(40));
        }

        Blocks blocks = fast.blocks();

        assertThat(blocks.count()).as("seed %d", seed).isBetween(1, BlockFloors.CAPACITY);
        assertThat(blocks.floor())
                .as("seed %d", seed)
                .containsExactly(slowFloors(all, blocks.width()));
    }

    @Test
    void a_long_gap_leaves_its_blocks_empty() {
        BlockFloors floors = new BlockFloors();
        floors.add(0, 5, Double.NaN, 0);
        floors.add(1, 6, Double.NaN, 1);
        floors.add(1_000_000, 7, Double.NaN, 1_000_000);

        Blocks blocks = floors.blocks();

        assertThat(blocks.floor()).containsExactly(5, 7);
        assertThat(blocks.index()[1]).isGreaterThan(BlockFloors.CAPACITY / 2.0 - 1);
    }

    private static double[] slowFloors(List<double[]> readings, double width) {
        double[] floors = new double[BlockFloors.CAPACITY];
        Arrays.fill(floors, Double.NaN);
        for (double[] reading : readings) {
            int block = (int) ((reading[0] - readings.get(0)[0]) / width);
            if (!(floors[block] <= reading[1])) {
                floors[block] = reading[1];
            }
        }
        return Arrays.stream(floors).filter(floor -> !Double.isNaN(floor)).toArray();
    }
}
