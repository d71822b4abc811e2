package dev.tidemark.report;

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
        json.writeNullProperty("baseline");
    }
}
