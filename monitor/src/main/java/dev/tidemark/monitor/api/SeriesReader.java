package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import java.util.EnumMap;
import java.util.Map;

/** Reads the signals of a process in a range of time, each once. Used by one thread. */
final class SeriesReader {
    private final History history;
    private final int process;
    private final TimeRange range;
    private final int points;
    private final Map<Signal, Columns> read = new EnumMap<>(Signal.class);

    SeriesReader(History history, int process, TimeRange range, int points) {
        this.history = history;
        this.process = process;
        this.range = range;
        this.points = points;
    }

    Columns read(Signal signal) {
        return read.computeIfAbsent(
                signal,
                key ->
                        new Columns(
                                key,
                                history.read(
                                        process,
                                        key,
                                        range.fromMillis(),
                                        range.toMillis(),
                                        points)));
    }
}
