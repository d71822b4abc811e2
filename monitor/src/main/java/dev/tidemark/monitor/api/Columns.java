package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Points of a signal in columns. */
final class Columns {
    private final Signal signal;
    private final double[] seconds;
    private final double[] lows;
    private final double[] highs;
    private final double[] lasts;

    Columns(Signal signal, List<History.Point> points) {
        this.signal = signal;
        this.seconds = points.stream().mapToDouble(point -> point.millis() / 1e3).toArray();
        this.lows = points.stream().mapToDouble(History.Point::low).toArray();
        this.highs = points.stream().mapToDouble(History.Point::high).toArray();
        this.lasts = points.stream().mapToDouble(History.Point::last).toArray();
    }

    int size() {
        return seconds.length;
    }

    double second(int point) {
        return seconds[point];
    }

    double last(int point) {
        return lasts[point];
    }

    double[] seconds() {
        return seconds.clone();
    }

    double[] lows() {
        return lows.clone();
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        Units.write(json, signal);
        Json.numbers(json, "seconds", seconds);
        Json.numbers(json, "low", lows);
        Json.numbers(json, "high", highs);
        Json.numbers(json, "last", lasts);
        json.writeEndObject();
    }
}
