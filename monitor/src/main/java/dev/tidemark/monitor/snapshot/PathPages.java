package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.path.ObjectQuery;
import dev.tidemark.heap.analyse.path.Retention;
import dev.tidemark.model.HeapPath;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Why objects are alive, and where the objects are that a person means. */
final class PathPages {
    private static final int USUAL_PATHS = 20;
    private static final int MOST_TYPES = 50;

    private final OpenSnapshot opened;
    private final ObjectJson objects;

    PathPages(OpenSnapshot opened) {
        this.opened = opened;
        this.objects = new ObjectJson(opened);
    }

    Answer why(Question question, String what, BitSet found) {
        List<Retention.Held> held = Retention.of(opened.snapshot(), found);
        long bytes = RetainedSizes.ofAll(opened.graph(), opened.dominators(), found);
        int limit = question.number("limit", USUAL_PATHS, 1, Question.MOST_ROWS);
        return Answer.of(json -> {
            json.writeStringProperty("what", what);
            json.writeNumberProperty("matched", found.cardinality());
            json.writeNumberProperty("retainedBytes", bytes);
            json.writeArrayPropertyStart("paths");
            held.stream().limit(limit).forEach(one -> path(json, one));
            json.writeEndArray();
        });
    }

    private static void path(JsonGenerator json, Retention.Held held) {
        json.writeStartObject();
        json.writeNumberProperty("objects", held.objects());
        json.writeStringProperty("text", held.path().toString());
        json.writeStringProperty("sentence", sentence(held.path()));
        json.writeArrayPropertyStart("steps");
        for (Retention.Link link : held.steps()) {
            json.writeStartObject();
            json.writeStringProperty("type", link.type());
            json.writeObjectPropertyStart("edge");
            json.writeStringProperty(
                    "kind",
                    link.kind() == null ? "owner" : link.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("name", link.name());
            json.writeEndObject();
            ObjectJson.source(json, link.source());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** {@code module server.js has sessions, a Map; each entry of it is a Session.} */
    static String sentence(HeapPath path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.steps().size(); i++) {
            HeapPath.Step step = path.steps().get(i);
            String type = step.type().isEmpty() ? "" : article(step.type());
            boolean entry = step.name().startsWith("[*]");
            if (i == 0) {
                text.append(step.name()).append(type.isEmpty() ? "" : ", " + type);
            } else if (entry) {
                text.append(i == 1 ? " holds " : "; each entry of it is ")
                        .append(type.isEmpty() ? "held" : type);
            } else {
                text.append(i == 1 ? " has " : ", which has ")
                        .append(step.name())
                        .append(type.isEmpty() ? "" : ", " + type);
            }
        }
        return text.append('.').toString();
    }

    private static String article(String type) {
        boolean isNoun = Character.isLetter(type.charAt(0)) && !type.startsWith("function ");
        String an = "AEIOaeio".indexOf(type.charAt(0)) >= 0 ? "an " : "a ";
        return isNoun ? an + type : type;
    }

    BitSet find(String what) {
        return ObjectQuery.find(opened.snapshot(), what);
    }

    Answer search(Question question) {
        String q = question.text("q");
        BitSet found = q.isEmpty() ? new BitSet() : find(q);
        Selection selection = new Selection(true, question.offset() + question.limit());
        found.stream().forEach(object -> selection.add(opened.retained().of(object), object));
        return Answer.of(json -> {
            json.writeStringProperty("q", q);
            json.writeArrayPropertyStart("types");
            if (!q.isEmpty()) {
                new TypePages(opened)
                        .matching(q).stream()
                                .limit(MOST_TYPES)
                                .forEach(type -> TypePages.row(json, type));
            }
            json.writeEndArray();
            objects.rows(
                    json, selection.count(), question.offset(), selection.from(question.offset()));
        });
    }
}
