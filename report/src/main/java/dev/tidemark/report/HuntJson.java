package dev.tidemark.report;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.ProcessRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code hunt/1}. */
final class HuntJson {
    private HuntJson() {}

    static void write(JsonGenerator json, HuntReport hunt) {
        ExplanationJson.write(json, hunt.explanation());
        json.writeStringProperty("target", hunt.target().target());
        json.writeObjectPropertyStart("process");
        process(json, hunt.target());
        json.writeEndObject();
        json.writeObjectPropertyStart("watch");
        TrendJson.write(json, hunt.watch());
        json.writeEndObject();
        run(json, hunt.run());
        json.writeArrayPropertyStart("captures");
        for (HuntReport.Capture capture : hunt.captures()) {
            json.writeStartObject();
            capture(json, capture);
            json.writeEndObject();
        }
        json.writeEndArray();
        samples(json, hunt);
        NativeGrowth.write(json, hunt.nativeGrowth());
        histograms(json, hunt.histograms());
        JsonReport.nullable(json, "report", hunt.report());
    }

    static void process(JsonGenerator json, ProcessRef process) {
        json.writeStringProperty("runtime", ExplanationJson.lowerCase(process.runtime()));
        if (process.pid() < 0) {
            json.writeNullProperty("pid");
        } else {
            json.writeNumberProperty("pid", process.pid());
        }
        JsonReport.nullable(json, "version", process.version());
        json.writeStringProperty("title", process.title());
    }

    static void capture(JsonGenerator json, HuntReport.Capture capture) {
        JsonReport.nullable(json, "file", capture.file());
        json.writeStringProperty("at", capture.at().toString());
        JsonReport.number(json, "heapBytes", capture.heapBytes());
        JsonReport.number(json, "pauseSeconds", capture.pauseSeconds());
        JsonReport.number(
                json,
                "peakRssBytes",
                capture.peakRssBytes() > 0 ? capture.peakRssBytes() : Double.NaN);
    }

    private static void histograms(JsonGenerator json, HuntReport.@Nullable Histograms histograms) {
        if (histograms == null) {
            json.writeNullProperty("histograms");
            return;
        }
        json.writeObjectPropertyStart("histograms");
        json.writeNumberProperty("count", histograms.count());
        JsonReport.number(json, "pauseSeconds", histograms.pauseSeconds());
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, HuntReport.Run run) {
        HuntReport.Work work = run.work();
        HuntReport.GrowthPerOperation growth = work.growth();
        json.writeStringProperty("startedAt", run.startedAt().toString());
        JsonReport.number(json, "seconds", run.took().toMillis() / 1000.0);
        json.writeStringProperty("command", run.command());
        json.writeObjectPropertyStart("operations");
        json.writeStringProperty("unit", work.unit());
        json.writeNumberProperty("perStep", work.perStep());
        JsonReport.number(json, "perSecond", work.perSecond());
        if (growth == null) {
            json.writeNullProperty("bytesEach");
        } else {
            json.writeObjectPropertyStart("bytesEach");
            JsonReport.number(json, "estimate", growth.estimate());
            JsonReport.number(json, "low", growth.low());
            JsonReport.number(json, "high", growth.high());
            json.writeEndObject();
        }
        json.writeEndObject();
        JsonReport.strings(json, "warnings", run.warnings());
    }

    private static void samples(JsonGenerator json, HuntReport hunt) {
        json.writeArrayPropertyStart("samples");
        for (MemorySample sample : hunt.samples()) {
            json.writeStartObject();
            JsonReport.number(json, "t_s", sample.seconds());
            sample.values().entrySet().stream()
                    // The map's own order differs from run to run.
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(value ->
                            JsonReport.number(json, value.getKey().column(), value.getValue()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
