package dev.tidemark.report;

import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code gate/1}. */
final class GateJson {
    private GateJson() {}

    static void write(JsonGenerator json, GateReport gate) {
        GateReport.Run run = gate.run();
        json.writeStringProperty("result", ExplanationJson.lowerCase(gate.outcome()));
        json.writeStringProperty("scenario", gate.scenario());
        json.writeStringProperty("unit", run.unit());
        json.writeNumberProperty("iterations", run.iterations());
        JsonReport.number(json, "cpuSeconds", run.cpuSeconds());
        JsonReport.number(json, "falseAlarmBound", run.falseAlarmBound());
        // As text: the readers of JSON in browsers and in Node.js round whole numbers of 64 bits.
        json.writeStringProperty("seed", Long.toString(run.seed()));
        json.writeStringProperty("again", run.again());
        JsonReport.strings(json, "because", gate.because());
        ExplanationJson.findings(json, gate.findings());
        baseline(json, gate);
    }

    private static void baseline(JsonGenerator json, GateReport gate) {
        GateReport.Baseline baseline = gate.baseline();
        json.writeObjectPropertyStart("baseline");
        JsonReport.nullable(json, "file", baseline == null ? null : baseline.file());
        json.writeNumberProperty("known", baseline == null ? 0 : baseline.known().size());
        json.writeNumberProperty("new", gate.newFindings().size());
        json.writeNumberProperty("gone", baseline == null ? 0 : baseline.gone().size());
        json.writeArrayPropertyStart("leaks");
        if (baseline != null) {
            leaks(json, "known", baseline.known());
            leaks(json, "expired", baseline.expired());
            leaks(json, "gone", baseline.gone());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void leaks(JsonGenerator json, String state, List<GateReport.Known> leaks) {
        for (GateReport.Known leak : leaks) {
            json.writeStartObject();
            json.writeStringProperty("state", state);
            json.writeStringProperty("fingerprint", leak.fingerprint());
            json.writeStringProperty("title", leak.title());
            json.writeStringProperty("reason", leak.reason());
            JsonReport.nullable(json, "expires", Objects.toString(leak.expires(), null));
            json.writeEndObject();
        }
    }
}
