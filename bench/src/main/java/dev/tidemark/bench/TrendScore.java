package dev.tidemark.bench;

import dev.tidemark.model.MemorySample;
import dev.tidemark.trend.SeriesCsv;
import dev.tidemark.trend.TrendDetector;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores the detector and a few usual rules on labelled series, and prints one row of a table each.
 *
 * <p>A folder holds CSV files as {@code tidemark judge} reads them, and {@code labels.csv} with the
 * columns file, family, leak, onset_s, until_s and ambig. Without labels a series leaks if its name
 * holds "leak". <em>Verdict</em> is the answer after the whole series; <em>online</em> asks at
 * {@value #CHECKS} points, and any alarm on a series that does not leak is a false one. What nobody
 * can know within its window is counted apart.
 */
public final class TrendScore {
    private static final int CHECKS = 64;

    private TrendScore() {}

    /**
     * Prints the table.
     *
     * @param arguments the folder, then {@code families} for a line a family and what went wrong
     */
    // The table is what it is for.
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        boolean families = arguments.length > 1 && arguments[1].equals("families");
        Map<String, Tally> rows = new LinkedHashMap<>();
        Map<String, Tally> byFamily = new TreeMap<>();
        for (TrendLabel label : TrendLabel.of(folder)) {
            List<MemorySample> samples = samples(folder.resolve(label.file()));
            for (Baseline baseline : Baseline.values()) {
                row(rows, baseline.label()).add(label, baseline.trace(samples, CHECKS));
            }
            TrendTrace ours = tidemark(samples);
            row(rows, "tidemark").add(label, ours);
            row(byFamily, label.family()).add(label, ours);
        }
        if (families) {
            byFamily.forEach((name, tally) -> System.out.print(tally.family(name)));
        }
        System.out.println(Tally.HEADER);
        rows.forEach((name, tally) -> System.out.println(tally.row(name)));
    }

    private static Tally row(Map<String, Tally> rows, String name) {
        return rows.computeIfAbsent(name, any -> new Tally());
    }

    private static List<MemorySample> samples(Path file) throws IOException {
        List<MemorySample> samples = new ArrayList<>();
        try (Reader csv = Files.newBufferedReader(file)) {
            SeriesCsv.read(csv, file.toString(), samples::add);
        }
        return samples;
    }

    private static TrendTrace tidemark(List<MemorySample> samples) {
        TrendDetector detector = new TrendDetector();
        TrendTrace trace = new TrendTrace();
        for (int i = 0; i < samples.size(); i++) {
            detector.add(samples.get(i));
            if (TrendTrace.isCheck(i, samples.size(), CHECKS)) {
                trace.add(samples.get(i).seconds(), detector.verdict());
            }
        }
        return trace;
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
