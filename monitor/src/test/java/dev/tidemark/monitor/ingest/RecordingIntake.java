package dev.tidemark.monitor.ingest;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what is handed in. */
public final class RecordingIntake implements Intake {
    private final Map<Series, Integer> numbers = new LinkedHashMap<>();
    private final List<Series> series = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final Map<ProcessKey, Watched> watched = new LinkedHashMap<>();

    @Override
    public synchronized int series(Watched process, Signal signal, String part) {
        watched.put(process.key(), process);
        Series wanted = new Series(process.key(), signal, part);
        return numbers.computeIfAbsent(
                wanted,
                added -> {
                    series.add(added);
                    return series.size() - 1;
                });
    }

    @Override
    public synchronized boolean add(int number, long epochMillis, double value) {
        taken.add(new Taken(series.get(number), epochMillis, value));
        return true;
    }

    public synchronized int seriesCount() {
        return series.size();
    }

    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    public synchronized Map<ProcessKey, Watched> watched() {
        return Map.copyOf(watched);
    }

    /** The latest sum over the parts of each signal, of all processes together. */
    public synchronized Map<Signal, Double> latest() {
        Map<Signal, TreeMap<String, Double>> parts = new EnumMap<>(Signal.class);
        for (Taken reading : taken) {
            parts.computeIfAbsent(reading.series.signal, signal -> new TreeMap<>())
                    .put(reading.series.key + reading.series.part, reading.value);
        }
        Map<Signal, Double> sums = new EnumMap<>(Signal.class);
        parts.forEach((signal, values) ->
                sums.put(signal, values.values().stream().mapToDouble(v -> v).sum()));
        return sums;
    }

    public record Series(ProcessKey key, Signal signal, String part) {}

    public record Taken(Series series, long epochMillis, double value) {}
}
