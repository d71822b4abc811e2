package dev.tidemark.report;

import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.redact.RedactedCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code summary/1}, {@code diff/1} and {@code why/1}. */
final class SnapshotJson {
    private SnapshotJson() {}

    static void summary(JsonGenerator json, SnapshotSummary summary) {
        json.writeStringProperty("file", summary.file());
        json.writeStringProperty("format", summary.format());
        totals(json, summary.totals());
        layout(json, summary.layout());
        truncated(json, summary);
        json.writeArrayPropertyStart("types");
        for (SnapshotSummary.TypeRow type : summary.types()) {
            json.writeStartObject();
            json.writeStringProperty("name", type.name());
            json.writeNumberProperty("count", type.count());
            json.writeNumberProperty("shallowBytes", type.shallowBytes());
            json.writeNumberProperty("retainedBytes", type.retainedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("biggest");
        for (SnapshotSummary.ObjectRow object : summary.biggest()) {
            json.writeStartObject();
            json.writeNumberProperty("id", object.id());
            json.writeStringProperty("type", object.type());
            json.writeNumberProperty("shallowBytes", object.shallowBytes());
            json.writeNumberProperty("retainedBytes", object.retainedBytes());
            json.writeStringProperty("path", object.path());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void totals(JsonGenerator json, SnapshotSummary.Totals totals) {
        json.writeNumberProperty("objects", totals.objects());
        json.writeNumberProperty("references", totals.references());
        json.writeNumberProperty("shallowBytes", totals.shallowBytes());
        json.writeNumberProperty("reachableObjects", totals.reachableObjects());
        json.writeNumberProperty("reachableBytes", totals.reachableBytes());
    }

    private static void layout(JsonGenerator json, @Nullable ObjectLayout layout) {
        if (layout == null) {
            json.writeNullProperty("layout");
            return;
        }
        json.writeObjectPropertyStart("layout");
        json.writeNumberProperty("headerBytes", layout.headerBytes());
        json.writeNumberProperty("referenceBytes", layout.referenceBytes());
        json.writeNumberProperty("alignment", layout.alignment());
        json.writeBooleanProperty("compactHeaders", layout.compactHeaders());
        json.writeEndObject();
    }

    private static void truncated(JsonGenerator json, SnapshotSummary summary) {
        SnapshotSummary.Truncation truncation = summary.truncated();
        if (truncation == null) {
            json.writeNullProperty("truncated");
            return;
        }
        json.writeObjectPropertyStart("truncated");
        json.writeNumberProperty("offset", truncation.offset());
        json.writeStringProperty("lost", truncation.lost());
        json.writeEndObject();
    }

    static void diff(JsonGenerator json, SnapshotDiff diff) {
        JsonReport.strings(json, "files", diff.files());
        json.writeArrayPropertyStart("types");
        for (SnapshotDiff.TypeRow type : diff.types()) {
            json.writeStartObject();
            json.writeStringProperty("name", type.name());
            JsonReport.longs(json, "counts", type.counts());
            JsonReport.longs(json, "shallowBytes", type.shallowBytes());
            JsonReport.longs(json, "retainedBytes", type.retainedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("growing");
        for (SnapshotDiff.GrowingRow row : diff.growing()) {
            json.writeStartObject();
            json.writeStringProperty("path", row.path());
            json.writeStringProperty("holder", row.holder());
            json.writeStringProperty("type", row.type());
            JsonReport.longs(json, "counts", row.counts());
            JsonReport.longs(json, "bytes", row.bytes());
            JsonReport.longs(json, "retainedBytes", row.retainedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void why(JsonGenerator json, RetainingPaths why) {
        json.writeStringProperty("what", why.what());
        json.writeNumberProperty("matched", why.matched());
        json.writeNumberProperty("retainedBytes", why.retainedBytes());
        json.writeArrayPropertyStart("paths");
        for (RetainingPaths.Path path : why.paths()) {
            json.writeStartObject();
            json.writeNumberProperty("objects", path.objects());
            json.writeStringProperty("text", path.text());
            json.writeArrayPropertyStart("steps");
            path.steps().forEach(step -> step(json, step));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void redact(JsonGenerator json, RedactionReport redaction) {
        json.writeArrayPropertyStart("files");
        for (RedactionReport.File file : redaction.files()) {
            RedactedCounts counts = file.result().counts();
            json.writeStartObject();
            json.writeStringProperty("file", file.file());
            json.writeStringProperty("redacted", file.redacted());
            json.writeStringProperty("format", file.result().format().id());
            json.writeNumberProperty("bytes", file.result().bytes());
            json.writeNumberProperty("redactedBytes", file.result().redactedBytes());
            json.writeNumberProperty("objects", counts.objects());
            json.writeObjectPropertyStart("gone");
            json.writeNumberProperty("texts", counts.texts());
            json.writeNumberProperty("textBytes", counts.textBytes());
            json.writeNumberProperty("numbers", counts.numbers());
            json.writeNumberProperty("arrays", counts.arrays());
            json.writeNumberProperty("arrayBytes", counts.arrayBytes());
            json.writeNumberProperty("namesWithContents", counts.names());
            json.writeNumberProperty("unusedNames", counts.droppedNames());
            json.writeEndObject();
            json.writeObjectPropertyStart("kept");
            json.writeNumberProperty("names", counts.keptNames());
            json.writeNumberProperty("texts", counts.keptTexts());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void step(JsonGenerator json, RetainingPaths.Step step) {
        json.writeStartObject();
        json.writeStringProperty("type", step.type());
        json.writeObjectPropertyStart("edge");
        json.writeStringProperty("kind", step.edgeKind());
        json.writeStringProperty("name", step.edgeName());
        json.writeEndObject();
        ExplanationJson.source(json, step.source());
        json.writeEndObject();
    }
}
