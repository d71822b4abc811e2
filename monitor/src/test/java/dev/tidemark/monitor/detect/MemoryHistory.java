package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A history that is gone when the test is. */
final class MemoryHistory implements History {
    record Reading(int process, Signal signal, long millis, double value) {}

    final List<Reading> readings = new ArrayList<>();
    private final Map<ProcessKey, Registered> byKey = new LinkedHashMap<>();
    private final Map<Integer, Saved> detectors = new LinkedHashMap<>();

    private static final class Saved {
        private final long until;
        private final byte[] state;

        private Saved(long until, byte[] state) {
            this.until = until;
            this.state = state;
        }
    }

    @Override
    public int register(Watched process) {
        int number = byKey.size();
        return byKey.computeIfAbsent(process.key(), key -> new Registered(number, process, 0, 0))
                .process();
    }

    @Override
    public List<Registered> processes() {
        return List.copyOf(byKey.values());
    }

    @Override
    public void append(SampleBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            readings.add(
                    new Reading(
                            batch.process(i),
                            batch.signal(i),
                            batch.epochMillis(i),
                            batch.value(i)));
        }
    }

    @Override
    public List<Point> read(int process, Signal signal, long from, long to, int most) {
        return readings.stream()
                .filter(one -> one.process() == process && one.signal == signal)
                .filter(one -> one.millis >= from && one.millis < to)
                .map(one -> new Point(one.millis, one.value, one.value, one.value))
                .toList();
    }

    @Override
    public void saveDetector(int process, long untilMillis, byte[] state) {
        detectors.put(process, new Saved(untilMillis, state));
    }

    @Override
    public void detectors(SavedDetectors to) {
        detectors.forEach((process, saved) -> to.detector(process, saved.until, saved.state));
    }

    @Override
    public void replay(long afterMillis, Replay to) {
        for (Reading one : readings) {
            if (one.millis > afterMillis) {
                to.reading(one.process, one.signal, one.millis, one.value);
            }
        }
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {}
}
