package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.RootKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One object: what it is, what it refers to, and what refers to it. */
final class ObjectPages {
    private static final int LONGEST_TEXT = 1000;

    /** Of an object with more references only these are sorted and searched by name. */
    private static final int MOST_NAMES = 20_000;

    private final OpenSnapshot opened;
    private final HeapGraph graph;
    private final ObjectJson objects;

    ObjectPages(OpenSnapshot opened) {
        this.opened = opened;
        this.graph = opened.graph();
        this.objects = new ObjectJson(opened);
    }

    Answer object(int object) {
        return Answer.of(json -> {
            objects.object(json, "object", object);
            String text = objects.text(object).orElse(null);
            boolean isCut = text != null && text.length() > LONGEST_TEXT;
            json.writeStringProperty(
                    "text", text == null ? null : ObjectJson.cut(text, LONGEST_TEXT));
            json.writeBooleanProperty("textCut", isCut);
            length(json, object);
            json.writeNumberProperty(
                    "references", graph.firstReference(object + 1) - graph.firstReference(object));
            json.writeNumberProperty("retainers", opened.retainers().count(object));
            int dominator = opened.dominators().immediateDominatorOf(object);
            if (dominator == graph.root()) {
                json.writeNullProperty("dominator");
            } else {
                objects.object(json, "dominator", dominator);
            }
            json.writeArrayPropertyStart("rootKinds");
            rootKinds(object)
                    .forEach(kind ->
                            json.writeString(
                                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            json.writeEndArray();
            json.writeNumberProperty("depth", depth(object));
        });
    }

    private void length(JsonGenerator json, int object) {
        OptionalLong length =
                graph instanceof JvmHeap heap ? heap.length(object) : OptionalLong.empty();
        if (length.isPresent()) {
            json.writeNumberProperty("length", length.getAsLong());
        } else {
            json.writeNullProperty("length");
        }
    }

    private List<RootKind> rootKinds(int object) {
        return graph instanceof JvmHeap heap ? heap.rootKinds(object) : List.of();
    }

    private int depth(int object) {
        int depth = 0;
        int at = object;
        while (at != graph.root()) {
            at = opened.dominators().immediateDominatorOf(at);
            depth++;
        }
        return depth;
    }

    /** A reference, or a primitive field of a JVM's object. */
    private record Link(long reference, JvmHeap.@Nullable Field field) {}

    Answer references(int object, Question question) {
        String filter = question.text("filter").toLowerCase(Locale.ROOT);
        String sort = question.sort("order", "name", "retained");
        List<Link> links = links(object);
        if (!filter.isEmpty()) {
            links =
                    links.stream()
                            .limit(MOST_NAMES)
                            .filter(link -> name(link).toLowerCase(Locale.ROOT).contains(filter))
                            .toList();
        }
        if (sort.equals("name")) {
            Comparator<Link> byName = Comparator.comparing(this::name);
            links =
                    links.stream()
                            .limit(MOST_NAMES)
                            .sorted(question.falls(false) ? byName.reversed() : byName)
                            .toList();
        } else if (sort.equals("retained")) {
            Comparator<Link> bySize = Comparator.comparingLong(this::retained);
            links =
                    links.stream()
                            .sorted(question.falls(true) ? bySize.reversed() : bySize)
                            .toList();
        }
        List<Link> sorted = links;
        return Answer.of(json -> {
            ObjectJson.begin(json, sorted.size(), question.offset());
            sorted.stream()
                    .skip(question.offset())
                    .limit(question.limit())
                    .forEach(link -> write(json, object, link));
            json.writeEndArray();
        });
    }

    private List<Link> links(int object) {
        List<Link> links = new ArrayList<>();
        if (graph instanceof JvmHeap heap && heap.length(object).isEmpty()) {
            for (JvmHeap.Field field : heap.fields(graph.typeOf(object))) {
                if (!field.isReference() && heap.number(object, field.name()).isPresent()) {
                    links.add(new Link(-1, field));
                }
            }
        }
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            links.add(new Link(reference, null));
        }
        return links;
    }

    private String name(Link link) {
        return link.field() == null ? graph.referenceName(link.reference()) : link.field().name();
    }

    private long retained(Link link) {
        return link.field() == null ? opened.retained().of(graph.target(link.reference())) : -1;
    }

    private void write(JsonGenerator json, int object, Link link) {
        json.writeStartObject();
        JvmHeap.Field field = link.field();
        if (field != null && graph instanceof JvmHeap heap) {
            json.writeStringProperty("kind", "field");
            json.writeStringProperty("name", field.name());
            json.writeBooleanProperty("retains", false);
            json.writeNullProperty("to");
            json.writeStringProperty(
                    "value", value(field.kind(), heap.number(object, field.name()).orElse(0)));
        } else {
            writeReference(json, link.reference());
            objects.object(json, "to", graph.target(link.reference()));
        }
        json.writeEndObject();
    }

    private void writeReference(JsonGenerator json, long reference) {
        json.writeStringProperty(
                "kind", graph.referenceKind(reference).name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("name", graph.referenceName(reference));
        json.writeBooleanProperty("retains", graph.retains(reference));
    }

    private static String value(char kind, long bits) {
        return switch (kind) {
            case 'Z' -> Boolean.toString(bits != 0);
            case 'F' -> Float.toString(Float.intBitsToFloat((int) bits));
            case 'D' -> Double.toString(Double.longBitsToDouble(bits));
            default -> Long.toString(bits);
        };
    }

    Answer retainers(int object, Question question) {
        boolean weak = question.text("weak").equals("true");
        String sort = question.sort("order", "retained");
        boolean bySize = sort.equals("retained");
        Selection selection =
                new Selection(bySize && question.falls(true), question.offset() + question.limit());
        Retainers retainers = opened.retainers();
        int last = HeapGraph.NO_OBJECT;
        for (long at = retainers.first(object); at < retainers.end(object); at++) {
            int from = retainers.at(at);
            // One that refers twice is there twice in turn.
            if (from != last && (weak || retains(from, object))) {
                selection.add(bySize ? opened.retained().of(from) : 0, from);
            }
            last = from;
        }
        return Answer.of(json -> {
            ObjectJson.begin(json, selection.count(), question.offset());
            for (int from : selection.from(question.offset())) {
                json.writeStartObject();
                writeReference(json, reference(from, object));
                objects.object(json, "from", from);
                json.writeBooleanProperty("dominates", opened.dominators().dominates(from, object));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private boolean retains(int from, int to) {
        return graph.retains(reference(from, to));
    }

    /** The reference from one object to another, one that retains if there is any. */
    private long reference(int from, int to) {
        long found = -1;
        long end = graph.firstReference(from + 1);
        for (long reference = graph.firstReference(from); reference < end; reference++) {
            if (graph.target(reference) == to) {
                found = reference;
                if (graph.retains(reference)) {
                    return reference;
                }
            }
        }
        return found;
    }
}
