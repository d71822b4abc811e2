package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The readings of one process as a test draws them. */
final class DrawnHistory implements History {
    private final Map<Signal, TreeMap<Long, Double>> readings = new EnumMap<>(Signal.class);
    private volatile String trouble = "";

    DrawnHistory with(Signal signal, double second, double value) {
        readings.computeIfAbsent(signal, key -> new TreeMap<>())
                .put(DrawnFleet.BEGIN.toEpochMilli() + Math.round(second * 1e3), value);
        return this;
    }

    void in(String newTrouble) {
        trouble = newTrouble;
    }

    @Override
    public List<Point> read(int process, Signal signal, long from, long to, int most) {
        return readings.getOrDefault(signal, new TreeMap<>()).subMap(from, to).entrySet().stream()
                .map(one -> new Point(one.getKey(), one.getValue(), one.getValue(), one.getValue()))
                .toList();
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public int register(Watched process) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Registered> processes() {
        return List.of();
    }

    @Override
    public void append(SampleBatch batch) {}

    @Override
    public void saveDetector(int process, long untilMillis, byte[] state) {}

    @Override
    public void detectors(SavedDetectors to) {}

    @Override
    public void replay(long afterMillis, Replay to) {}

    @Override
    public void close() {}
}
