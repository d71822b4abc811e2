package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;

/** How many collections there were between the points of a range. */
final class CollectionCounts {
    private final Map<Double, double[]> bySecond = new TreeMap<>();

    static CollectionCounts read(SeriesReader reader) {
        CollectionCounts counts = new CollectionCounts();
        counts.add(reader.read(Signal.MAJOR_GCS), 0);
        counts.add(reader.read(Signal.MINOR_GCS), 1);
        return counts;
    }

    private void add(Columns totals, int kind) {
        for (int i = 1; i < totals.size(); i++) {
            double since = totals.last(i) - totals.last(i - 1);
            // A total that fell is that of a process that was started anew.
            double count = since < 0 ? totals.last(i) : since;
            bySecond.computeIfAbsent(totals.second(i), key -> new double[2])[kind] += count;
        }
    }

    void write(JsonGenerator json) {
        json.writeObjectPropertyStart("gc");
        Json.numbers(json, "seconds", column(second -> second.getKey()));
        Json.numbers(json, "major", column(second -> second.getValue()[0]));
        Json.numbers(json, "minor", column(second -> second.getValue()[1]));
        json.writeEndObject();
    }

    private double[] column(ToDoubleFunction<Map.Entry<Double, double[]>> value) {
        return bySecond.entrySet().stream().mapToDouble(value).toArray();
    }
}
