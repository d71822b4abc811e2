package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps nothing. */
final class NoHistory implements History {
    private final AtomicInteger processes = new AtomicInteger();

    @Override
    public int register(Watched process) {
        return processes.getAndIncrement();
    }

    @Override
    public List<Registered> processes() {
        return List.of();
    }

    @Override
    public void append(SampleBatch batch) {}

    @Override
    public List<Point> read(int process, Signal signal, long from, long to, int most) {
        return List.of();
    }

    @Override
    public void saveDetector(int process, long untilMillis, byte[] state) {}

    @Override
    public void detectors(SavedDetectors to) {}

    @Override
    public void replay(long afterMillis, Replay to) {}

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {}
}
