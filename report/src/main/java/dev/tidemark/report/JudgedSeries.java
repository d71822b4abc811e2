package dev.tidemark.report;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.util.Comparator;
import java.util.List;

/**
 * A memory series and what it came to.
 *
 * @param name of its file, or the labels by which a query told it from others
 * @param samples for its picture, thinned out or none when no picture is wanted
 */
public record JudgedSeries(String name, List<MemorySample> samples, TrendVerdict verdict) {

    /** Leaks first, the fastest of them on top; then what is open, what settled, what is steady. */
    public static final Comparator<JudgedSeries> WORST_FIRST =
            Comparator.<JudgedSeries>comparingInt(series -> rank(series.verdict()))
                    .thenComparing(
                            series -> series.verdict().basis().rate().estimate(),
                            Comparator.reverseOrder());

    public JudgedSeries {
        samples = List.copyOf(samples);
    }

    /** The second of its first sample; 0 when none was kept. */
    double begin() {
        return samples.isEmpty() ? 0 : samples.getFirst().seconds();
    }

    private static int rank(TrendVerdict verdict) {
        return switch (verdict) {
            case TrendVerdict.Leaking _ -> 0;
            case TrendVerdict.Undecided _ -> 1;
            case TrendVerdict.Settled _ -> 2;
            case TrendVerdict.Steady _ -> 3;
        };
    }
}
