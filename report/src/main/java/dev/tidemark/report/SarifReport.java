package dev.tidemark.report;

import dev.tidemark.model.Finding;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Findings as a SARIF 2.1.0 log, which GitHub, GitLab, Azure DevOps and editors show at the lines
 * of code that they are about: a rule is a leak pattern with its page of the documentation, a
 * location is where the things are made or their holder is, a code flow is the retaining path.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/">SARIF 2.1.0</a>
 */
public final class SarifReport {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private final String tidemark;
    private final ProjectFiles project;

    /**
     * @param tidemark version of Tidemark
     * @param project whose code the findings are about
     */
    public SarifReport(String tidemark, ProjectFiles project) {
        this.tidemark = tidemark;
        this.project = project;
    }

    /**
     * The log of one check.
     *
     * @param checked what was checked: a scenario, a snapshot, a process; where it is a file of the
     *     project, findings whose code is not known are shown there
     * @param unit one operation in a word
     * @param notes what a reader must know to judge the findings; why there are none
     */
    public String of(String checked, String unit, List<Finding> findings, List<String> notes) {
        List<String> patterns = patterns(findings);
        FindingPlaces places = new FindingPlaces(project, checked);
        return log(checked, findings, notes, new SarifResults(places, patterns, unit, null));
    }

    /** The log of a gate: a known leak is a result that is suppressed, with its reason. */
    public String of(GateReport gate) {
        List<String> patterns = patterns(gate.findings());
        FindingPlaces places = new FindingPlaces(project, gate.scenario());
        return log(
                gate.scenario(),
                gate.findings(),
                gate.because(),
                new SarifResults(places, patterns, gate.run().unit(), gate));
    }

    private static List<String> patterns(List<Finding> findings) {
        return findings.stream().map(Finding::pattern).distinct().toList();
    }

    private String log(
            String checked, List<Finding> findings, List<String> notes, SarifResults results) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool(json, patterns(findings));
            automation(json, checked);
            invocation(json, notes);
            root(json);
            json.writeStringProperty("columnKind", "utf16CodeUnits");
            json.writeArrayPropertyStart("results");
            findings.forEach(finding -> results.write(json, finding));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void tool(JsonGenerator json, List<String> patterns) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "Tidemark");
        json.writeStringProperty("version", tidemark);
        json.writeArrayPropertyStart("rules");
        patterns.forEach(pattern -> rule(json, pattern));
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, String pattern) {
        LeakPage page = LeakPage.of(pattern);
        json.writeStartObject();
        json.writeStringProperty("id", pattern);
        text(json, "shortDescription", "Memory leak: " + page.title());
        text(json, "fullDescription", page.summary());
        json.writeObjectPropertyStart("help");
        json.writeStringProperty(
                "text", page.markdown().isEmpty() ? page.summary() : page.markdown());
        if (!page.markdown().isEmpty()) {
            json.writeStringProperty("markdown", page.markdown());
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("defaultConfiguration");
        json.writeStringProperty("level", "error");
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        JsonReport.strings(json, "tags", List.of("memory-leak"));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Uploads of one category replace each other: each thing that is checked has its own. */
    private static void automation(JsonGenerator json, String checked) {
        json.writeObjectPropertyStart("automationDetails");
        json.writeStringProperty("id", "tidemark/" + checked + "/");
        json.writeEndObject();
    }

    private static void invocation(JsonGenerator json, List<String> notes) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", true);
        json.writeArrayPropertyStart("toolExecutionNotifications");
        for (String note : notes) {
            json.writeStartObject();
            json.writeStringProperty("level", "note");
            text(json, "message", note);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void root(JsonGenerator json) {
        json.writeObjectPropertyStart("originalUriBaseIds");
        json.writeObjectPropertyStart(SarifResults.ROOT);
        String root = Uris.ofFile(project.root().toString());
        json.writeStringProperty("uri", root.endsWith("/") ? root : root + "/");
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A message of one line. */
    static void text(JsonGenerator json, String name, String text) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", TextPage.clean(text));
        json.writeEndObject();
    }
}
