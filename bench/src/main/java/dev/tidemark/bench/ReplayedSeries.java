package dev.tidemark.bench;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.trend.SeriesCsv;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A memory series of one service instance, and what is known of it.
 *
 * @param name its service's name
 * @param leaks whether it leaks at its end
 * @param ambiguous whether nobody can know within its window
 * @param samples in seconds since 1970
 */
record ReplayedSeries(String name, boolean leaks, boolean ambiguous, List<MemorySample> samples) {
    private static final double PER_SECOND = 1e3;

    ReplayedSeries {
        samples = List.copyOf(samples);
    }

    /**
     * All labelled series of a folder, moved in time so that each ends at a second since 1970, with
     * the operations that services count in the place of the load that they do not export.
     */
    static List<ReplayedSeries> folder(Path folder, double endSeconds) throws IOException {
        List<ReplayedSeries> all = new ArrayList<>();
        for (TrendLabel label : TrendLabel.of(folder)) {
            List<MemorySample> samples = new ArrayList<>();
            try (Reader csv = Files.newBufferedReader(folder.resolve(label.file()))) {
                SeriesCsv.read(csv, label.file(), samples::add);
            }
            all.add(
                    new ReplayedSeries(
                            label.file().replaceFirst("\\.csv$", ""),
                            label.leaksAtTheEnd(),
                            label.ambiguous(),
                            moved(samples, endSeconds - samples.getLast().seconds())));
        }
        return all;
    }

    private static List<MemorySample> moved(List<MemorySample> samples, double bySeconds) {
        List<MemorySample> moved = new ArrayList<>();
        double operations = 0;
        MemorySample before = samples.getFirst();
        for (MemorySample sample : samples) {
            if (!sample.value(Signal.START).equals(before.value(Signal.START))) {
                operations = 0;
            }
            double load = sample.value(Signal.LOAD).orElse(0);
            operations += load * (sample.seconds() - before.seconds());
            before = sample;
            Map<Signal, Double> values = new EnumMap<>(Signal.class);
            values.putAll(sample.values());
            values.computeIfPresent(Signal.START, (_, start) -> start + bySeconds);
            if (values.remove(Signal.LOAD) != null) {
                values.put(Signal.OPERATIONS, operations);
            }
            moved.add(new MemorySample(wholeMillis(sample.seconds() + bySeconds), values));
        }
        return moved;
    }

    /** As it goes over the wire. */
    private static double wholeMillis(double seconds) {
        return Math.round(seconds * PER_SECOND) / PER_SECOND;
    }

    double begin() {
        return samples.getFirst().seconds();
    }

    double end() {
        return samples.getLast().seconds();
    }
}
