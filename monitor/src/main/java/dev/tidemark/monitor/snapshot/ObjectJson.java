package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.SourceLocation;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Objects and rows of them as JSON. */
final class ObjectJson {
    private static final int LONGEST_LABEL = 200;

    private final OpenSnapshot opened;
    private final HeapGraph graph;

    ObjectJson(OpenSnapshot opened) {
        this.opened = opened;
        this.graph = opened.graph();
    }

    /** The members that every object has. */
    void members(JsonGenerator json, int object) {
        int type = graph.typeOf(object);
        json.writeNumberProperty("n", object);
        json.writeStringProperty("id", "@" + id(object));
        json.writeStringProperty("type", graph.typeName(type));
        json.writeNumberProperty("typeIndex", type);
        json.writeStringProperty("kind", graph.kind(object).name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("label", label(object));
        json.writeNumberProperty("shallowBytes", graph.shallowSize(object));
        json.writeNumberProperty("retainedBytes", opened.retained().of(object));
        source(json, location(object));
    }

    private String id(int object) {
        long id = graph.objectId(object);
        return graph instanceof JvmHeap ? "0x" + Long.toHexString(id) : Long.toString(id);
    }

    private @Nullable SourceLocation location(int object) {
        return graph.position(object).isEmpty() ? null : opened.snapshot().rules().location(object);
    }

    static void source(JsonGenerator json, @Nullable SourceLocation source) {
        if (source == null || source.file().isEmpty()) {
            json.writeNullProperty("source");
            return;
        }
        json.writeObjectPropertyStart("source");
        json.writeStringProperty("file", source.file());
        json.writeNumberProperty("line", source.line());
        json.writeNumberProperty("column", source.column());
        json.writeEndObject();
    }

    /** What an object is called in a list. */
    String label(int object) {
        if (object == graph.root()) {
            return "everything";
        }
        ObjectKind kind = graph.kind(object);
        String type = graph.typeName(graph.typeOf(object));
        return switch (kind) {
            case CLOSURE -> {
                String name = graph.name(object);
                yield name.isEmpty() ? "function" : "function " + cut(name, LONGEST_LABEL);
            }
            case CLASS -> "class " + graph.name(object);
            case STRING, CONCATENATED_STRING, SLICED_STRING -> quoted(graph.name(object));
            case SYNTHETIC, HIDDEN, CODE, NATIVE, REGEXP, SYMBOL ->
                    cut(graph.name(object), LONGEST_LABEL);
            case OBJECT -> text(object).map(ObjectJson::quoted).orElse(type);
            case ARRAY, NUMBER, BIGINT, SHAPE, OTHER -> type;
        };
    }

    /** The characters of a string, if it is one. */
    Optional<String> text(int object) {
        return switch (graph.kind(object)) {
            case STRING -> Optional.of(graph.name(object));
            case OBJECT -> graph instanceof JvmHeap heap ? heap.text(object) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String quoted(String text) {
        return '"' + cut(text, LONGEST_LABEL - 2) + '"';
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "\u2026";
    }

    void object(JsonGenerator json, String name, int object) {
        json.writeObjectPropertyStart(name);
        members(json, object);
        json.writeEndObject();
    }

    /** A row of a list, with more about it. */
    void row(JsonGenerator json, int object, Consumer<JsonGenerator> more) {
        json.writeStartObject();
        members(json, object);
        more.accept(json);
        json.writeEndObject();
    }

    /** A page of objects. */
    void rows(JsonGenerator json, long total, int offset, int[] objects) {
        begin(json, total, offset);
        for (int object : objects) {
            row(json, object, _ -> {});
        }
        json.writeEndArray();
    }

    static void begin(JsonGenerator json, long total, int offset) {
        json.writeNumberProperty("total", total);
        json.writeNumberProperty("offset", offset);
        json.writeArrayPropertyStart("rows");
    }
}
