package dev.tidemark.profile.file;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Speedscope's own format: one profile of it for each measure, named by it.
 *
 * @see <a href="https://www.speedscope.app/file-format-schema.json">its schema</a>
 */
final class Speedscope {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    /** Not part of the format, which allows more fields: what the measures stand for. */
    private static final String NOTES = "tidemark";

    private Speedscope() {}

    static String write(AllocationProfile profile) {
        Map<Frame, Integer> frames = frames(profile);
        return JsonFile.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("exporter", "tidemark");
            json.writeStringProperty("name", "allocation profile");
            json.writeNumberProperty("activeProfileIndex", 0);
            notes(json, profile);
            json.writeObjectPropertyStart("shared");
            json.writeArrayPropertyStart("frames");
            frames.keySet().forEach(frame -> frame(json, frame));
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayPropertyStart("profiles");
            profile.measures().forEach(each -> measure(json, profile, each, frames));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static Map<Frame, Integer> frames(AllocationProfile profile) {
        Map<Frame, Integer> frames = new LinkedHashMap<>();
        for (int node = 1; node < profile.nodeCount(); node++) {
            frames.putIfAbsent(profile.frame(node), frames.size());
        }
        return frames;
    }

    private static void notes(JsonGenerator json, AllocationProfile profile) {
        json.writeArrayPropertyStart(NOTES);
        for (Measure measure : profile.measures()) {
            json.writeString(new CoverageNote(measure, profile.coverage(measure)).toString());
        }
        json.writeEndArray();
    }

    private static void frame(JsonGenerator json, Frame frame) {
        json.writeStartObject();
        json.writeStringProperty("name", FrameText.name(frame));
        if (!frame.location().file().isEmpty()) {
            json.writeStringProperty("file", frame.location().file());
        }
        if (frame.location().line() > 0) {
            json.writeNumberProperty("line", frame.location().line());
        }
        if (frame.location().column() > 0) {
            json.writeNumberProperty("col", frame.location().column());
        }
        json.writeEndObject();
    }

    private static void measure(
            JsonGenerator json,
            AllocationProfile profile,
            Measure measure,
            Map<Frame, Integer> frames) {
        List<Integer> nodes = new ArrayList<>();
        for (int node = 1; node < profile.nodeCount(); node++) {
            if (profile.self(node, measure).bytes() > 0) {
                nodes.add(node);
            }
        }
        long end = nodes.stream().mapToLong(node -> profile.self(node, measure).bytes()).sum();
        json.writeStartObject();
        json.writeStringProperty("type", "sampled");
        json.writeStringProperty("name", measure.label());
        json.writeStringProperty("unit", "bytes");
        json.writeNumberProperty("startValue", 0);
        json.writeNumberProperty("endValue", end);
        json.writeArrayPropertyStart("samples");
        for (int node : nodes) {
            json.writeStartArray();
            profile.stack(node).forEach(frame -> json.writeNumber(frames.getOrDefault(frame, 0)));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("weights");
        nodes.forEach(node -> json.writeNumber(profile.self(node, measure).bytes()));
        json.writeEndArray();
        json.writeEndObject();
    }

    static AllocationProfile read(Path file, JsonNode root) throws ProfileFormatException {
        List<Frame> frames = frames(root.path("shared").path("frames"));
        Map<Measure, Coverage> notes = notes(root);
        AllocationProfile.Builder builder = new AllocationProfile.Builder();
        int read = 0;
        for (JsonNode profile : root.path("profiles")) {
            if (profile.path("unit").asString("").equals("bytes")) {
                boolean alive = profile.path("name").asString("").equals(Measure.ALIVE.label());
                Measure measure = alive ? Measure.ALIVE : Measure.ALLOCATED;
                builder.covering(
                        measure,
                        notes.getOrDefault(measure, Coverage.unknown(Coverage.Scale.ESTIMATED)));
                new SpeedscopeProfile(file, profile, frames, measure).addTo(builder);
                read++;
            }
        }
        if (read == 0) {
            throw new ProfileFormatException(
                    file,
                    "a profile in bytes",
                    root.path("profiles").isEmpty() ? "no profile" : "other units",
                    "Only allocation profiles can be read, not those of processor time.");
        }
        return builder.build();
    }

    private static List<Frame> frames(JsonNode shared) {
        List<Frame> frames = new ArrayList<>();
        for (JsonNode frame : shared) {
            frames.add(
                    FrameText.function(
                            frame.path("name").asString(""),
                            frame.path("file").asString(""),
                            frame.path("line").asInt(0),
                            frame.path("col").asInt(0)));
        }
        return frames;
    }

    private static Map<Measure, Coverage> notes(JsonNode root) {
        Map<Measure, Coverage> notes = new EnumMap<>(Measure.class);
        for (JsonNode note : root.path(NOTES)) {
            CoverageNote.parse(note.asString(""))
                    .ifPresent(each -> notes.put(each.measure(), each.coverage()));
        }
        return notes;
    }
}
