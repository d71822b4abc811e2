package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Truncation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The heap as a whole, its types, and its biggest objects. */
final class TypePages {
    private final OpenSnapshot opened;
    private final HeapGraph graph;
    private final ObjectJson objects;

    TypePages(OpenSnapshot opened) {
        this.opened = opened;
        this.graph = opened.graph();
        this.objects = new ObjectJson(opened);
    }

    Answer summary() {
        return Answer.of(json -> {
            json.writeStringProperty("file", opened.file().getFileName().toString());
            json.writeStringProperty("format", graph.format().id());
            json.writeNumberProperty("objects", graph.objectCount());
            json.writeNumberProperty("references", graph.referenceCount());
            json.writeNumberProperty("shallowBytes", opened.retained().of(graph.root()));
            json.writeNumberProperty("reachableObjects", opened.dominators().reachableCount());
            json.writeNumberProperty("reachableBytes", opened.retained().reachableBytes());
            json.writeNumberProperty("types", opened.types().size());
            json.writeStringProperty(
                    "truncated", graph.truncation().map(Truncation::lost).orElse(null));
            json.writeNullProperty("capturedAt");
        });
    }

    Answer types(Question question) {
        List<TypeSummary> wanted = matching(question.text("filter"));
        String sort = question.sort("retained", "shallow", "count", "name");
        Comparator<TypeSummary> order =
                switch (sort) {
                    case "shallow" -> Comparator.comparingLong(TypeSummary::shallowBytes);
                    case "count" -> Comparator.comparingLong(TypeSummary::count);
                    case "name" -> Comparator.comparing(TypeSummary::name);
                    default -> Comparator.comparingLong(TypeSummary::retainedBytes);
                };
        boolean falls = question.falls(!sort.equals("name"));
        List<TypeSummary> page =
                wanted.stream()
                        .sorted(falls ? order.reversed() : order)
                        .skip(question.offset())
                        .limit(question.limit())
                        .toList();
        return Answer.of(json -> {
            ObjectJson.begin(json, wanted.size(), question.offset());
            page.forEach(type -> row(json, type));
            json.writeEndArray();
        });
    }

    /** The types whose names contain a text. */
    List<TypeSummary> matching(String filter) {
        String lower = filter.toLowerCase(Locale.ROOT);
        return opened.types().stream()
                .filter(type -> type.name().toLowerCase(Locale.ROOT).contains(lower))
                .toList();
    }

    static void row(JsonGenerator json, TypeSummary type) {
        json.writeStartObject();
        json.writeNumberProperty("typeIndex", type.type());
        json.writeStringProperty("name", type.name());
        json.writeNumberProperty("count", type.count());
        json.writeNumberProperty("shallowBytes", type.shallowBytes());
        json.writeNumberProperty("retainedBytes", type.retainedBytes());
        json.writeNullProperty("source");
        json.writeEndObject();
    }

    Answer objectsOf(int type, Question question) {
        if (type < 0 || type >= graph.typeCount()) {
            throw new Question.Refused(404, "expected a type of this file, found " + type);
        }
        String sort = question.sort("retained", "shallow", "id");
        Selection selection =
                new Selection(
                        question.falls(!sort.equals("id")), question.offset() + question.limit());
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.typeOf(object) == type) {
                long key =
                        switch (sort) {
                            case "shallow" -> graph.shallowSize(object);
                            case "id" -> graph.objectId(object);
                            default -> opened.retained().of(object);
                        };
                selection.add(key, object);
            }
        }
        return page(selection, question.offset());
    }

    private Answer page(Selection selection, int offset) {
        return Answer.of(
                json -> objects.rows(json, selection.count(), offset, selection.from(offset)));
    }

    Answer biggest(Question question) {
        int[] all = opened.biggest();
        int offset = Math.min(question.offset(), all.length);
        int end = Math.min(offset + question.limit(), all.length);
        return Answer.of(json -> {
            ObjectJson.begin(json, all.length, offset);
            for (int i = offset; i < end; i++) {
                int object = all[i];
                objects.row(
                        json,
                        object,
                        more -> more.writeStringProperty("path", opened.path(object)));
            }
            json.writeEndArray();
        });
    }
}
