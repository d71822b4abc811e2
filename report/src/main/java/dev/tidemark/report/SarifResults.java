package dev.tidemark.report;

import dev.tidemark.model.Finding;
import dev.tidemark.model.HeapPath.Step;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.report.FindingPlaces.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The results of a SARIF log, one a finding. */
final class SarifResults {
    /** What paths within the project are relative to. */
    static final String ROOT = "%SRCROOT%";

    private final FindingPlaces places;
    private final List<String> rules;
    private final String unit;
    private final @Nullable GateReport gate;

    /**
     * @param rules patterns, in the order in which the log lists them
     * @param gate knows which findings are known; null when none is
     */
    SarifResults(FindingPlaces places, List<String> rules, String unit, @Nullable GateReport gate) {
        this.places = places;
        this.rules = rules;
        this.unit = unit;
        this.gate = gate;
    }

    void write(JsonGenerator json, Finding finding) {
        Place primary = places.primary(finding);
        json.writeStartObject();
        json.writeStringProperty("ruleId", finding.pattern());
        json.writeNumberProperty("ruleIndex", rules.indexOf(finding.pattern()));
        json.writeStringProperty("kind", "fail");
        json.writeStringProperty("level", level(finding));
        SarifReport.text(json, "message", message(finding));
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        if (primary != null) {
            physical(json, primary);
        }
        logical(json, finding.holder());
        json.writeEndObject();
        json.writeEndArray();
        related(json, finding, primary);
        codeFlow(json, finding, primary);
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty("tidemarkFingerprint/v1", finding.fingerprint());
        json.writeEndObject();
        if (gate != null && gate.baseline() != null) {
            state(json, gate.known(finding));
        }
        properties(json, finding);
        json.writeEndObject();
    }

    private static String level(Finding finding) {
        return switch (finding.confidence()) {
            case CERTAIN, LIKELY -> "error";
            case POSSIBLE -> "warning";
        };
    }

    /** Viewers show the first sentence alone where room is scarce. */
    private String message(Finding finding) {
        return "%s. %s. Retained by: %s. Fix: %s"
                .formatted(
                        finding.title(),
                        ExplanationText.growthWords(finding, unit),
                        finding.holder().path(),
                        finding.fix().change());
    }

    private static void physical(JsonGenerator json, Place place) {
        SourceLocation location = place.location();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        if (place.inProject()) {
            json.writeStringProperty("uri", Uris.ofPath(location.file()));
            json.writeStringProperty("uriBaseId", ROOT);
        } else {
            json.writeStringProperty("uri", Uris.ofScript(location.file()));
        }
        json.writeEndObject();
        if (location.line() > 0) {
            json.writeObjectPropertyStart("region");
            json.writeNumberProperty("startLine", location.line());
            if (location.column() > 0) {
                json.writeNumberProperty("startColumn", location.column());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void logical(JsonGenerator json, Finding.Holder holder) {
        json.writeArrayPropertyStart("logicalLocations");
        json.writeStartObject();
        json.writeStringProperty("fullyQualifiedName", TextPage.clean(holder.path().toString()));
        json.writeStringProperty("kind", "object");
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Where the things are made and where their holder is declared, unless it was just told. */
    private void related(JsonGenerator json, Finding finding, @Nullable Place primary) {
        json.writeArrayPropertyStart("relatedLocations");
        Finding.AllocationSite site = finding.allocationSite();
        if (site != null) {
            related(json, "made by " + ExplanationText.siteWords(site), site.location(), primary);
        }
        SourceLocation declared = finding.holder().source();
        if (declared != null) {
            related(json, "the holder is declared here", declared, primary);
        }
        json.writeEndArray();
    }

    private void related(
            JsonGenerator json, String words, SourceLocation location, @Nullable Place primary) {
        Place place = places.of(location);
        if (location.file().isEmpty() || place.equals(primary)) {
            return;
        }
        json.writeStartObject();
        SarifReport.text(json, "message", words);
        physical(json, place);
        json.writeEndObject();
    }

    private void codeFlow(JsonGenerator json, Finding finding, @Nullable Place primary) {
        List<Step> steps = finding.holder().path().steps();
        List<@Nullable Place> where = places.ofSteps(finding, primary);
        json.writeArrayPropertyStart("codeFlows");
        json.writeStartObject();
        SarifReport.text(json, "message", "Retaining path, from the root to the holder");
        json.writeArrayPropertyStart("threadFlows");
        json.writeStartObject();
        json.writeArrayPropertyStart("locations");
        for (int i = 0; i < steps.size(); i++) {
            json.writeStartObject();
            json.writeNumberProperty("nestingLevel", i);
            json.writeObjectPropertyStart("location");
            SarifReport.text(json, "message", steps.get(i).toString());
            Place place = where.get(i);
            if (place != null) {
                physical(json, place);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void state(JsonGenerator json, GateReport.@Nullable Known known) {
        json.writeStringProperty("baselineState", known == null ? "new" : "unchanged");
        json.writeArrayPropertyStart("suppressions");
        if (known != null) {
            json.writeStartObject();
            json.writeStringProperty("kind", "external");
            json.writeStringProperty("status", "accepted");
            json.writeStringProperty("justification", TextPage.clean(known.reason()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void properties(JsonGenerator json, Finding finding) {
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("confidence", ExplanationJson.lowerCase(finding.confidence()));
        json.writeStringProperty("type", TextPage.clean(finding.accumulates().type()));
        JsonReport.longs(json, "counts", finding.accumulates().counts());
        JsonReport.number(json, "retainedBytesEach", finding.accumulates().retainedBytesEach());
        JsonReport.number(json, "share", finding.growth().share());
        Finding.PerOperation each = finding.growth().perOperation();
        if (each != null) {
            JsonReport.number(json, "perOperation", each.count());
            JsonReport.number(json, "bytesPerOperation", each.bytes());
        }
        JsonReport.strings(json, "for", cleaned(finding.evidenceFor()));
        JsonReport.strings(json, "against", cleaned(finding.evidenceAgainst()));
        json.writeEndObject();
    }

    private static List<String> cleaned(List<String> facts) {
        return facts.stream().map(TextPage::clean).toList();
    }
}
