package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prepares a series and lets the shapes that explain it compete.
 *
 * <p>Spikes go, what garbage does to the floor goes where the signal suffers from it, and load and
 * collections are handed on as known influences.
 */
final class SeriesJudge {
    static final int MIN_BLOCKS = 8;

    /** No real series follows a formula more closely than this share of its range. */
    private static final double INEXACT = 0.002;

    /** Blocks from which garbage is taken away together. */
    private static final int GARBAGE_WIDTH = 3;

    private static final int FEWEST_RECENT = 9;

    /** Growth that is not sure must not have been ruled out without the last of so many parts. */
    private static final int LATEST = 8;

    private SeriesJudge() {}

    /**
     * What counts in a series.
     *
     * @param material rise below which growth is of no interest, in the unit of the series
     * @param resolution difference in the values that means nothing
     */
    record Scale(double material, double resolution) {
        /** Readings differ by about this share of their level for no reason. */
        private static final double RESOLUTION = 0.001;

        static Scale of(double level, double material) {
            return new Scale(material, Math.max(1, RESOLUTION * level));
        }
    }

    static SeriesOpinion judge(Blocks blocks, Scale scale) {
        if (blocks.count() < MIN_BLOCKS) {
            return SeriesOpinion.undecided(
                    "only %d of %d readings that are needed".formatted(blocks.count(), MIN_BLOCKS),
                    blocks.to() > 0
                            ? blocks.to() * MIN_BLOCKS / blocks.count()
                            : Double.POSITIVE_INFINITY);
        }
        Answer now = answer(blocks, scale);
        int before = blocks.count() - blocks.count() / LATEST;
        if (now.opinion.kind() != Kind.LEAKING || now.sure || before < MIN_BLOCKS) {
            return now.opinion;
        }
        return switch (answer(blocks.first(before), scale).opinion.kind()) {
            case LEAKING, UNDECIDED -> now.opinion;
            case SETTLED, STEADY ->
                    now.opinion.undecidedUntil(
                            blocks.to() * (1 + 1.0 / LATEST),
                            now.opinion.because() + ", but not for long");
        };
    }

    /** An opinion, and whether it is so clear that it need not have lasted. */
    private record Answer(SeriesOpinion opinion, boolean sure) {}

    private static Answer answer(Blocks blocks, Scale scale) {
        Blocks kept = withoutSpikes(blocks, scale.resolution());
        if (kept.range() < scale.material()) {
            return new Answer(steady(kept), true);
        }
        Comparison comparison = compared(blocks, kept, scale);
        Answer whole = new Answer(comparison.opinion(), comparison.isSure());
        if (whole.opinion.kind() == Kind.LEAKING
                || kept.count() < 2 * FEWEST_RECENT
                || comparison.slowsDown()) {
            return whole;
        }
        // What filled up or jumped long ago says nothing about what grows today.
        int half = kept.count() / 2;
        Blocks latest = kept.latest(half);
        boolean higher =
                latest.end() > kept.first(kept.count() - half).highest() + scale.material() / 2;
        if (!higher) {
            // It was as high before and came back: that is not what leaks do.
            return whole;
        }
        Comparison recent = compared(blocks, latest, scale);
        SeriesOpinion opinion = recent.opinion();
        return opinion.kind() == Kind.LEAKING ? new Answer(opinion, recent.isSure()) : whole;
    }

    private static Comparison compared(Blocks all, Blocks blocks, Scale scale) {
        List<double[]> known = new ArrayList<>();
        double[] load = varyingLoad(blocks);
        if (load.length > 0) {
            known.add(load);
        }
        Blocks even = atEqualLoad(blocks);
        double inexact = Math.max(scale.resolution(), INEXACT * even.range());
        Regression regression = new Regression(blocks.index(), blocks.floor(), known, inexact);
        Bursts bursts = Bursts.of(blocks.index(), blocks.floor(), scale.material() / 10);
        return new Comparison(
                atEqualLoad(all),
                even,
                Explanations.of(blocks, regression),
                bursts,
                scale.material());
    }

    /**
     * The blocks of a signal whose readings lie above what they stand for, more or less by chance.
     *
     * <p>The last few are not yet known to be low, and go.
     */
    static Blocks withoutGarbage(Blocks blocks) {
        if (blocks.count() < MIN_BLOCKS) {
            return blocks;
        }
        int width = blocks.count() < 2 * MIN_BLOCKS ? GARBAGE_WIDTH - 1 : GARBAGE_WIDTH;
        return blocks.withFloor(Spikes.floor(blocks.floor(), width))
                .first(blocks.count() - width + 1);
    }

    /** The blocks as they would be if the load had not varied. */
    private static Blocks atEqualLoad(Blocks blocks) {
        double perLoad = perLoad(blocks);
        return perLoad > 0 ? blocks.less(blocks.load(), perLoad) : blocks;
    }

    /** What a unit of load takes beside growth; 0 where load is not known or hardly varies. */
    static double perLoad(Blocks blocks) {
        double[] load = varyingLoad(blocks);
        if (load.length == 0) {
            return 0;
        }
        double[] ones = new double[blocks.count()];
        Arrays.fill(ones, 1);
        double[][] columns = {ones, blocks.index(), load};
        return Math.max(0, NormalEquations.solve(columns, blocks.floor()).coefficients()[2]);
    }

    private static SeriesOpinion steady(Blocks blocks) {
        return SeriesOpinion.flat(
                Kind.STEADY, "stays within %s".formatted(Bytes.of(blocks.range())), blocks.to());
    }

    private static Blocks withoutSpikes(Blocks blocks, double resolution) {
        int width = Math.max(2, blocks.count() / 8);
        boolean[] keep = Spikes.ordinary(blocks.floor(), width, resolution);
        return blocks.only(keep);
    }

    private static double[] varyingLoad(Blocks blocks) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double load : blocks.load()) {
            if (Double.isNaN(load)) {
                return new double[0];
            }
            low = Math.min(low, load);
            high = Math.max(high, load);
        }
        return high - low > 0.02 * high ? blocks.load() : new double[0];
    }
}
