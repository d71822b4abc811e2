package dev.tidemark.report;

import dev.tidemark.model.Finding;
import dev.tidemark.report.FindingPlaces.Place;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The new findings of a gate as GitLab's code quality report, which merge requests show.
 *
 * @see <a href="https://docs.gitlab.com/ci/testing/code_quality/">Code quality</a>
 */
public final class CodeQuality {
    private static final JsonFactory JSON = new JsonFactory();

    private CodeQuality() {}

    public static String of(GateReport gate, ProjectFiles project) {
        FindingPlaces places = new FindingPlaces(project, gate.scenario());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Finding finding : gate.newFindings()) {
                issue(json, gate, finding, places.primary(finding));
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }

    private static void issue(
            JsonGenerator json, GateReport gate, Finding finding, @Nullable Place place) {
        String growth = ExplanationText.growthWords(finding, gate.run().unit());
        json.writeStartObject();
        json.writeStringProperty(
                "description", TextPage.clean("Leak: " + finding.title() + ": " + growth));
        json.writeStringProperty("check_name", finding.pattern());
        json.writeStringProperty("fingerprint", finding.fingerprint());
        json.writeStringProperty(
                "severity",
                switch (finding.confidence()) {
                    case CERTAIN, LIKELY -> "major";
                    case POSSIBLE -> "minor";
                });
        // GitLab shows no issue without a place.
        json.writeObjectPropertyStart("location");
        json.writeStringProperty("path", place == null ? gate.scenario() : place.location().file());
        json.writeObjectPropertyStart("lines");
        json.writeNumberProperty("begin", place == null ? 1 : Math.max(1, place.location().line()));
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
