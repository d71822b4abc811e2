package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The {@code --json} documents. Each is one line, starts with its schema and the version of
 * Tidemark, and follows the schema of its name under {@code docs/schema/}.
 */
public final class JsonReport {
    private static final JsonFactory JSON = new JsonFactory();

    private final String tidemark;

    /**
     * @param tidemark version of Tidemark
     */
    public JsonReport(String tidemark) {
        this.tidemark = tidemark;
    }

    public String summary(SnapshotSummary summary) {
        return document("summary/1", json -> SnapshotJson.summary(json, summary));
    }

    public String diff(SnapshotDiff diff) {
        return document("diff/1", json -> SnapshotJson.diff(json, diff));
    }

    public String why(RetainingPaths why) {
        return document("why/1", json -> SnapshotJson.why(json, why));
    }

    /** Where a program finds what was opened. */
    public String opened(String address) {
        return document("open/1", json -> json.writeStringProperty("address", address));
    }

    public String redact(RedactionReport redaction) {
        return document("redact/1", json -> SnapshotJson.redact(json, redaction));
    }

    public String explain(Explanation explanation) {
        return document("explain/1", json -> ExplanationJson.write(json, explanation));
    }

    /**
     * The verdicts on memory series: the fields of the worst one, then all of them.
     *
     * @param series at least one, worst first
     */
    public String judge(List<JudgedSeries> series) {
        return document(
                "judge/1",
                json -> {
                    TrendJson.write(json, series.getFirst().verdict());
                    json.writeArrayPropertyStart("series");
                    for (JudgedSeries one : series) {
                        json.writeStartObject();
                        json.writeStringProperty("name", one.name());
                        TrendJson.write(json, one.verdict());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /** The verdict that a series has come to with this sample. */
    public String judge(String series, MemorySample sample, TrendVerdict verdict) {
        return document(
                "judge/1",
                json -> {
                    TrendJson.write(json, verdict);
                    json.writeStringProperty("name", series);
                    number(json, "at", sample.seconds());
                });
    }

    public String hunt(HuntReport hunt) {
        return document("hunt/1", json -> HuntJson.write(json, hunt));
    }

    public String gate(GateReport gate) {
        return document("gate/1", json -> GateJson.write(json, gate));
    }

    public String profile(ProfileReport profile) {
        return document("profile/1", json -> ProfileJson.write(json, profile));
    }

    /** Two profiles side by side. */
    public String profileDiff(ProfileDiffReport diff) {
        return document("profile-diff/1", json -> ProfileJson.write(json, diff));
    }

    /** What watching a process came to. */
    public String watch(WatchView view) {
        return document(
                "watch/1",
                json -> {
                    json.writeStringProperty("target", view.process().target());
                    json.writeObjectPropertyStart("process");
                    HuntJson.process(json, view.process());
                    json.writeEndObject();
                    TrendJson.write(json, view.verdict());
                    NativeGrowth.write(json, view.nativeGrowth());
                });
    }

    /** The processes that can be examined. */
    public String ps(List<ProcessRow> processes) {
        return document(
                "ps/1",
                json -> {
                    json.writeArrayPropertyStart("processes");
                    for (ProcessRow row : processes) {
                        json.writeStartObject();
                        json.writeStringProperty("target", row.process().target());
                        HuntJson.process(json, row.process());
                        number(json, "rssBytes", bytes(row.rss()));
                        number(json, "heapBytes", bytes(row.heap()));
                        number(json, "heapLimitBytes", bytes(row.heapLimit()));
                        json.writeStringProperty("reach", row.reach());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static double bytes(@Nullable Bytes bytes) {
        return bytes == null ? Double.NaN : bytes.value();
    }

    /** A snapshot that was taken and kept. */
    public String snapshot(HuntReport.Capture capture) {
        return document("snapshot/1", json -> HuntJson.capture(json, capture));
    }

    private String document(String schema, Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("schema", schema);
            json.writeStringProperty("tidemark", tidemark);
            fields.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    static void nullable(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    /** A number without a needless fraction; null where it is not a number. */
    static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    static void longs(JsonGenerator json, String name, List<Long> values) {
        json.writeArrayPropertyStart(name);
        for (long value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
