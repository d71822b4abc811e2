package dev.tidemark.report;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.AllocationSites;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.EntryPoint;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.FunctionRow;
import dev.tidemark.profile.FunctionTable;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Observation;
import dev.tidemark.profile.ProfileComparison;
import dev.tidemark.profile.Rates;
import dev.tidemark.profile.Weight;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code profile/1} and {@code profile-diff/1}. */
final class ProfileJson {
    private ProfileJson() {}

    static void write(JsonGenerator json, ProfileReport report) {
        AllocationProfile profile = report.profile();
        json.writeStringProperty("subject", report.subject());
        json.writeNumberProperty("intervalBytes", profile.intervalBytes());
        json.writeStringProperty("unit", report.unit());
        json.writeObjectPropertyStart("measures");
        for (Measure measure : Measure.values()) {
            json.writeName(name(measure));
            measure(json, profile, measure);
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("functions");
        FunctionTable.of(profile).stream()
                .filter(row -> !row.share(profile.mainMeasure()).self().isNone())
                .limit(report.top())
                .forEach(row -> function(json, profile, row));
        json.writeEndArray();
        json.writeArrayPropertyStart("observations");
        Observation.of(profile).forEach(each -> observation(json, each));
        json.writeEndArray();
        JsonReport.strings(json, "written", report.written());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void measure(JsonGenerator json, AllocationProfile profile, Measure measure) {
        if (!profile.has(measure)) {
            json.writeNull();
            return;
        }
        Coverage coverage = profile.coverage(measure);
        Weight total = profile.total(measure);
        json.writeStartObject();
        json.writeStringProperty("scale", name(coverage.scale()));
        JsonReport.nullable(
                json, "startedAt", coverage.start() == null ? null : coverage.start().toString());
        JsonReport.number(
                json, "seconds", coverage.seconds() > 0 ? coverage.seconds() : Double.NaN);
        JsonReport.number(
                json, "operations", coverage.operations() > 0 ? coverage.operations() : Double.NaN);
        weight(json, total);
        rates(json, coverage, total);
        json.writeEndObject();
    }

    private static void weight(JsonGenerator json, Weight weight) {
        json.writeNumberProperty("bytes", weight.bytes());
        json.writeNumberProperty("count", weight.count());
    }

    private static void rates(JsonGenerator json, Coverage coverage, Weight weight) {
        number(json, "bytesPerSecond", Rates.bytesPerSecond(coverage, weight));
        number(json, "bytesPerOperation", Rates.bytesPerOperation(coverage, weight));
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) {
        JsonReport.number(json, name, value.orElse(Double.NaN));
    }

    private static void function(JsonGenerator json, AllocationProfile profile, FunctionRow row) {
        json.writeStartObject();
        frame(json, row.function());
        for (Measure measure : Measure.values()) {
            json.writeName(name(measure));
            share(json, profile, measure, row.share(measure));
        }
        number(
                json,
                "aliveShare",
                Rates.aliveShare(profile, row.allocated().self(), row.alive().self()));
        JsonReport.strings(json, "types", FunctionTable.typesAt(profile, row.function()));
        json.writeEndObject();
    }

    private static void share(
            JsonGenerator json,
            AllocationProfile profile,
            Measure measure,
            FunctionRow.Share share) {
        if (!profile.has(measure)) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        weight(json, share.self());
        json.writeNumberProperty("totalBytes", share.total().bytes());
        json.writeNumberProperty("totalCount", share.total().count());
        rates(json, profile.coverage(measure), share.self());
        json.writeEndObject();
    }

    private static void frame(JsonGenerator json, Frame frame) {
        json.writeStringProperty("function", frame.name());
        SourceLocation at = frame.location();
        ExplanationJson.source(json, at.file().isEmpty() ? null : at);
    }

    private static void observation(JsonGenerator json, Observation observation) {
        AllocationSites.Site site = observation.site();
        json.writeStartObject();
        switch (observation) {
            case Observation.Survives survives -> {
                json.writeStringProperty("kind", "survives");
                number(json, "aliveShare", survives.ofItsOwn());
                weight(json, site.alive());
            }
            case Observation.Repeated repeated -> {
                json.writeStringProperty("kind", "repeated");
                number(json, "objectsPerOperation", repeated.perOperation());
                weight(json, site.allocated());
            }
        }
        json.writeNumberProperty("share", observation.share());
        frame(json, site.function());
        JsonReport.nullable(json, "calledBy", site.entry().map(EntryPoint::id).orElse(null));
        json.writeStringProperty("text", ProfileWords.of(observation));
        json.writeEndObject();
    }

    static void write(JsonGenerator json, ProfileDiffReport report) {
        ProfileComparison compared = report.comparison();
        JsonReport.strings(json, "files", List.of(report.before(), report.after()));
        json.writeStringProperty("measure", name(compared.measure()));
        json.writeStringProperty("basis", name(compared.basis()));
        JsonReport.number(json, "bytesBefore", compared.before());
        JsonReport.number(json, "bytesAfter", compared.after());
        json.writeArrayPropertyStart("functions");
        compared.rows().stream()
                .limit(report.top())
                .forEach(row -> {
                    json.writeStartObject();
                    frame(json, row.function());
                    JsonReport.number(json, "bytesBefore", row.before());
                    JsonReport.number(json, "bytesAfter", row.after());
                    json.writeEndObject();
                });
        json.writeEndArray();
    }
}
