package dev.tidemark.report;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceLocation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code explain/1}. */
final class ExplanationJson {
    private ExplanationJson() {}

    static void write(JsonGenerator json, Explanation explanation) {
        json.writeStringProperty("verdict", lowerCase(explanation.verdict()));
        JsonReport.strings(json, "because", explanation.because());
        findings(json, explanation.findings());
        json.writeArrayPropertyStart("notLeaks");
        for (Explanation.NotLeak notLeak : explanation.notLeaks()) {
            json.writeStartObject();
            json.writeStringProperty("path", notLeak.path().toString());
            json.writeStringProperty("why", notLeak.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The property {@code findings}. */
    static void findings(JsonGenerator json, List<Finding> findings) {
        json.writeArrayPropertyStart("findings");
        findings.forEach(finding -> finding(json, finding));
        json.writeEndArray();
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("fingerprint", finding.fingerprint());
        json.writeStringProperty("pattern", finding.pattern());
        json.writeStringProperty("title", finding.title());
        json.writeStringProperty("confidence", lowerCase(finding.confidence()));
        holder(json, finding.holder());
        json.writeObjectPropertyStart("accumulates");
        json.writeStringProperty("type", finding.accumulates().type());
        JsonReport.longs(json, "counts", finding.accumulates().counts());
        JsonReport.number(json, "retainedBytesEach", finding.accumulates().retainedBytesEach());
        json.writeEndObject();
        growth(json, finding.growth());
        JsonReport.strings(json, "for", finding.evidenceFor());
        JsonReport.strings(json, "against", finding.evidenceAgainst());
        allocationSite(json, finding.allocationSite());
        json.writeObjectPropertyStart("fix");
        fix(json, finding.fix());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void fix(JsonGenerator json, Finding.Fix fix) {
        json.writeStringProperty("text", fix.change());
        JsonReport.nullable(json, "before", fix.before());
        JsonReport.nullable(json, "code", fix.after());
        JsonReport.nullable(json, "trap", fix.trap());
        JsonReport.nullable(json, "verify", fix.verify());
    }

    private static void holder(JsonGenerator json, Finding.Holder holder) {
        json.writeObjectPropertyStart("holder");
        json.writeStringProperty("path", holder.path().toString());
        json.writeStringProperty("type", holder.type());
        source(json, holder.source());
        json.writeEndObject();
    }

    private static void growth(JsonGenerator json, Finding.Growth growth) {
        json.writeObjectPropertyStart("growth");
        JsonReport.number(json, "perStep", growth.perStep());
        JsonReport.number(json, "bytesPerStep", growth.bytesPerStep());
        JsonReport.number(json, "share", growth.share());
        Finding.PerOperation perOperation = growth.perOperation();
        if (perOperation != null) {
            JsonReport.number(json, "perOperation", perOperation.count());
            JsonReport.number(json, "bytesPerOperation", perOperation.bytes());
        }
        json.writeEndObject();
    }

    private static void allocationSite(
            JsonGenerator json, Finding.@Nullable AllocationSite allocationSite) {
        if (allocationSite == null) {
            json.writeNullProperty("allocationSite");
            return;
        }
        json.writeObjectPropertyStart("allocationSite");
        json.writeStringProperty("function", allocationSite.function());
        json.writeStringProperty("file", allocationSite.location().file());
        json.writeNumberProperty("line", allocationSite.location().line());
        json.writeEndObject();
    }

    /** The property {@code source}: where something is in the code, or null. */
    static void source(JsonGenerator json, @Nullable SourceLocation source) {
        if (source == null) {
            json.writeNullProperty("source");
            return;
        }
        json.writeObjectPropertyStart("source");
        json.writeStringProperty("file", source.file());
        json.writeNumberProperty("line", source.line());
        json.writeNumberProperty("column", source.column());
        json.writeEndObject();
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
