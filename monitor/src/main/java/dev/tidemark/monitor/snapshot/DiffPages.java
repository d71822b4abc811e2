package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.Heaps;
import dev.tidemark.report.SnapshotComparison;
import dev.tidemark.report.SnapshotDiff;
import dev.tidemark.source.SourceFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/** What differs between the opened files, by type and by path; worked out once. */
final class DiffPages {
    private static final int MOST_GROWING = 100;

    private final SnapshotDiff diff;

    /**
     * @param snapshots in the order in which they were taken
     */
    DiffPages(List<String> names, List<OpenSnapshot> snapshots) {
        SnapshotComparison comparison = new SnapshotComparison(new SourceFiles());
        for (int i = 0; i < snapshots.size(); i++) {
            OpenSnapshot one = snapshots.get(i);
            // Rules are for one thread at a time, and those of the file answer pages meanwhile.
            comparison.add(
                    names.get(i),
                    Heaps.snapshot(one.graph(), new SourceFiles()),
                    one.dominators(),
                    one.retained());
        }
        diff = comparison.diff(Integer.MAX_VALUE);
    }

    Answer types(Question question) {
        String filter = question.text("filter").toLowerCase(Locale.ROOT);
        String sort = question.sort("change", "count", "shallow", "retained", "name");
        Comparator<SnapshotDiff.TypeRow> order =
                switch (sort) {
                    case "count" -> by(row -> change(row.counts()));
                    case "shallow" -> by(row -> change(row.shallowBytes()));
                    case "retained" -> by(row -> row.retainedBytes().getLast());
                    case "name" -> Comparator.comparing(SnapshotDiff.TypeRow::name);
                    default -> by(row -> change(row.retainedBytes()));
                };
        boolean falls = question.falls(!sort.equals("name"));
        List<SnapshotDiff.TypeRow> rows =
                diff.types().stream()
                        .filter(row -> row.name().toLowerCase(Locale.ROOT).contains(filter))
                        .sorted(falls ? order.reversed() : order)
                        .toList();
        return Answer.of(json -> {
            json.writeArrayPropertyStart("files");
            diff.files().forEach(json::writeString);
            json.writeEndArray();
            ObjectJson.begin(json, rows.size(), question.offset());
            rows.stream()
                    .skip(question.offset())
                    .limit(question.limit())
                    .forEach(row -> type(json, row));
            json.writeEndArray();
            json.writeArrayPropertyStart("growing");
            diff.growing().stream().limit(MOST_GROWING).forEach(row -> path(json, row));
            json.writeEndArray();
        });
    }

    private static Comparator<SnapshotDiff.TypeRow> by(ToLongFunction<SnapshotDiff.TypeRow> key) {
        return Comparator.comparingLong(key);
    }

    private static long change(List<Long> series) {
        return series.getLast() - series.getFirst();
    }

    private static void type(JsonGenerator json, SnapshotDiff.TypeRow row) {
        json.writeStartObject();
        json.writeStringProperty("name", row.name());
        longs(json, "counts", row.counts());
        longs(json, "shallowBytes", row.shallowBytes());
        longs(json, "retainedBytes", row.retainedBytes());
        json.writeEndObject();
    }

    private static void path(JsonGenerator json, SnapshotDiff.GrowingRow row) {
        json.writeStartObject();
        json.writeStringProperty("path", row.path());
        json.writeStringProperty("holder", row.holder());
        json.writeStringProperty("type", row.type());
        longs(json, "counts", row.counts());
        longs(json, "bytes", row.bytes());
        longs(json, "retainedBytes", row.retainedBytes());
        json.writeEndObject();
    }

    private static void longs(JsonGenerator json, String name, List<Long> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
