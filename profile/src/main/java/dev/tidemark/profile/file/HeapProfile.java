package dev.tidemark.profile.file;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * V8's {@code SamplingHeapProfile}: what the inspector hands out, {@code node --heap-prof} writes
 * and the Memory panel of Chrome DevTools opens. Lines and columns in it count from 0.
 *
 * <p>V8 does not say whether the objects that died are in it. Nobody includes them unless asked, so
 * a file without our note is read as what was alive.
 */
final class HeapProfile {
    /** Not part of V8's format: what the measure stands for. */
    private static final String NOTE = "tidemark";

    private static final String INTERVAL = "samplingInterval";

    private HeapProfile() {}

    private record Place(JsonNode node, int parent) {}

    static AllocationProfile read(Path file, JsonNode root) throws ProfileFormatException {
        Optional<CoverageNote> note = CoverageNote.parse(root.path(NOTE).asString(""));
        Measure measure = note.map(CoverageNote::measure).orElse(Measure.ALIVE);
        AllocationProfile.Builder builder =
                new AllocationProfile.Builder()
                        .interval(root.path(INTERVAL).asLong(0))
                        .covering(
                                measure,
                                note.map(CoverageNote::coverage)
                                        .orElse(Coverage.unknown(Coverage.Scale.ESTIMATED)));
        Map<Long, Long> samples = samplesByNode(root.path("samples"));
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(root.path("head"), -1));
        while (!open.isEmpty()) {
            Place place = open.pop();
            JsonNode node = place.node();
            int at =
                    place.parent() < 0
                            ? AllocationProfile.ROOT
                            : builder.child(place.parent(), frame(node.path("callFrame")));
            long count = samples.getOrDefault(node.path("id").asLong(-1), 0L);
            builder.add(at, measure, new Weight(selfBytes(file, node), count));
            for (JsonNode child : node.path("children")) {
                open.push(new Place(child, at));
            }
        }
        return builder.build();
    }

    private static long selfBytes(Path file, JsonNode node) throws ProfileFormatException {
        JsonNode bytes = node.path("selfSize");
        if (!bytes.isNumber()) {
            throw new ProfileFormatException(
                    file, "a selfSize in every node", bytes.isMissingNode() ? "none" : "no number");
        }
        return Math.round(bytes.asDouble());
    }

    private static Map<Long, Long> samplesByNode(JsonNode samples) {
        Map<Long, Long> counts = new HashMap<>();
        for (JsonNode sample : samples) {
            counts.merge(sample.path("nodeId").asLong(-1), 1L, Long::sum);
        }
        return counts;
    }

    private static Frame frame(JsonNode call) {
        return FrameText.function(
                call.path("functionName").asString(""),
                V8Url.file(call.path("url").asString("")),
                call.path("lineNumber").asInt(-1) + 1,
                call.path("columnNumber").asInt(-1) + 1);
    }

    static String write(AllocationProfile profile) {
        Measure measure = profile.mainMeasure();
        List<List<Integer>> children = children(profile);
        return JsonFile.write(json -> {
            json.writeStartObject();
            CoverageNote note = new CoverageNote(measure, profile.coverage(measure));
            json.writeStringProperty(NOTE, note.toString());
            json.writeNumberProperty(INTERVAL, profile.intervalBytes());
            json.writeName("head");
            tree(json, profile, measure, children);
            json.writeArrayPropertyStart("samples");
            samples(json, profile, measure);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static List<List<Integer>> children(AllocationProfile profile) {
        List<List<Integer>> children = new ArrayList<>();
        for (int node = 0; node < profile.nodeCount(); node++) {
            children.add(new ArrayList<>());
            if (node != AllocationProfile.ROOT) {
                children.get(profile.parent(node)).add(node);
            }
        }
        return children;
    }

    /** Without recursion: a stack of the program may be deeper than ours. */
    private static void tree(
            JsonGenerator json,
            AllocationProfile profile,
            Measure measure,
            List<List<Integer>> children) {
        Deque<Integer> open = new ArrayDeque<>();
        Deque<Integer> left = new ArrayDeque<>();
        open.push(AllocationProfile.ROOT);
        left.push(children.get(AllocationProfile.ROOT).size());
        start(json, profile, measure, AllocationProfile.ROOT);
        while (!open.isEmpty()) {
            int more = left.pop();
            List<Integer> below = children.get(open.peek());
            if (more == 0) {
                open.pop();
                json.writeEndArray();
                json.writeEndObject();
            } else {
                int child = below.get(below.size() - more);
                left.push(more - 1);
                open.push(child);
                left.push(children.get(child).size());
                start(json, profile, measure, child);
            }
        }
    }

    private static void start(
            JsonGenerator json, AllocationProfile profile, Measure measure, int node) {
        Frame frame =
                node == AllocationProfile.ROOT ? Frame.function("(root)") : profile.frame(node);
        json.writeStartObject();
        json.writeObjectPropertyStart("callFrame");
        json.writeStringProperty("functionName", frame.name());
        json.writeStringProperty("scriptId", "0");
        json.writeStringProperty("url", V8Url.url(frame.location().file()));
        json.writeNumberProperty("lineNumber", frame.location().line() - 1);
        json.writeNumberProperty("columnNumber", frame.location().column() - 1);
        json.writeEndObject();
        json.writeNumberProperty("selfSize", profile.self(node, measure).bytes());
        json.writeNumberProperty("id", node + 1);
        json.writeArrayPropertyStart("children");
    }

    /**
     * One for each that was taken, so that counts survive; where every object was recorded, one for
     * each node.
     */
    private static void samples(JsonGenerator json, AllocationProfile profile, Measure measure) {
        boolean exact = profile.coverage(measure).scale() == Coverage.Scale.EXACT;
        long ordinal = 0;
        for (int node = 0; node < profile.nodeCount(); node++) {
            Weight self = profile.self(node, measure);
            long count = exact ? Math.min(1, self.count()) : self.count();
            for (long i = 0; i < count; i++) {
                json.writeStartObject();
                json.writeNumberProperty("size", self.bytes() / count);
                json.writeNumberProperty("nodeId", node + 1);
                json.writeNumberProperty("ordinal", ++ordinal);
                json.writeEndObject();
            }
        }
    }
}
