package dev.tidemark.bench;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.trend.SeriesTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Samples that one core takes into the state of a fleet's series, and what a verdict costs.
 *
 * <p>Series are visited one after the other, as when the samples of a scrape arrive.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class TrendBenchmark {
    private static final int VALUES = 4096;
    private static final double MIB = 1 << 20;
    private static final int SCRAPE_SECONDS = 30;

    @Param({"10000", "1000000"})
    public int series = 10_000;

    private final double[] noise = new double[VALUES];
    private SeriesTable table = new SeriesTable(1);
    private int next;
    private long scrape;

    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < VALUES; i++) {
            noise[i] = random.nextGaussian() * MIB;
        }
        table = new SeriesTable(series);
    }

    /** One sample of one series. */
    @Benchmark
    public boolean add() {
        if (++next == series) {
            next = 0;
            scrape++;
        }
        double bytes = 200 * MIB + noise[(int) (next + scrape) & (VALUES - 1)] + scrape;
        return table.add(next, (double) scrape * SCRAPE_SECONDS, bytes);
    }

    /** The verdict on a series that grows: the dearest kind, since every explanation is tried. */
    @Benchmark
    public TrendVerdict verdict(Growing growing) {
        return growing.table.verdict(0, Signal.RSS);
    }

    /** A series that has been growing for two days. */
    @State(Scope.Benchmark)
    public static class Growing {
        private final SeriesTable table = new SeriesTable(1);

        @Setup
        public void grow() {
            Random random = new Random(2);
            for (int i = 0; i < 5000; i++) {
                table.add(0, i * 30.0, (200 + i * 0.02 + random.nextGaussian()) * MIB);
            }
        }
    }
}
