package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.graph.HeapGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What dominates what: lists of the tree's children, and the way up. */
final class DominatorPages {
    private static final int MIDDLE = Question.MOST_ROWS / 2;
    private final OpenSnapshot opened;
    private final HeapGraph graph;
    private final DominatorTree tree;
    private final ObjectJson objects;

    DominatorPages(OpenSnapshot opened) {
        this.opened = opened;
        this.graph = opened.graph();
        this.tree = opened.dominators();
        this.objects = new ObjectJson(opened);
    }

    Answer dominated(int object, Question question) {
        String sort = question.sort("retained", "shallow", "type");
        Selection selection =
                new Selection(
                        question.falls(!sort.equals("type")), question.offset() + question.limit());
        Map<Integer, Integer> ranks = sort.equals("type") ? ranksOfTypes() : Map.of();
        forEachChild(
                tree.positionOf(object),
                position -> {
                    int child = tree.objectAt(position);
                    long key =
                            switch (sort) {
                                case "shallow" -> graph.shallowSize(child);
                                case "type" -> ranks.getOrDefault(graph.typeOf(child), 0);
                                default -> opened.retained().at(position);
                            };
                    selection.add(key, child);
                });
        return Answer.of(json -> {
            if (object == graph.root()) {
                json.writeNullProperty("of");
            } else {
                objects.object(json, "of", object);
            }
            ObjectJson.begin(json, selection.count(), question.offset());
            for (int child : selection.from(question.offset())) {
                objects.row(
                        json, child, more -> more.writeNumberProperty("children", children(child)));
            }
            json.writeEndArray();
        });
    }

    private Map<Integer, Integer> ranksOfTypes() {
        List<Integer> types = new ArrayList<>();
        for (int type = 0; type < graph.typeCount(); type++) {
            types.add(type);
        }
        types.sort(Comparator.comparing(graph::typeName));
        Map<Integer, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < types.size(); rank++) {
            ranks.put(types.get(rank), rank);
        }
        return ranks;
    }

    /** What is done with each child, by its place in the tree's preorder. */
    interface Visitor {
        void child(int position);
    }

    private void forEachChild(int position, Visitor visitor) {
        forEachChild(tree, position, visitor);
    }

    static void forEachChild(DominatorTree tree, int position, Visitor visitor) {
        int end = position + tree.subtreeSizeAt(position);
        for (int child = position + 1; child < end; child += tree.subtreeSizeAt(child)) {
            visitor.child(child);
        }
    }

    private int children(int object) {
        int[] count = new int[1];
        forEachChild(tree.positionOf(object), _ -> count[0]++);
        return count[0];
    }

    Answer typesOf(int object) {
        long[] counts = new long[graph.typeCount()];
        long[] bytes = new long[graph.typeCount()];
        forEachChild(
                tree.positionOf(object),
                position -> {
                    int type = graph.typeOf(tree.objectAt(position));
                    counts[type]++;
                    bytes[type] += opened.retained().at(position);
                });
        Selection selection = new Selection(true, Question.MOST_ROWS);
        for (int type = 0; type < counts.length; type++) {
            if (counts[type] > 0) {
                selection.add(bytes[type], type);
            }
        }
        return Answer.of(json -> {
            json.writeArrayPropertyStart("rows");
            for (int type : selection.from(0)) {
                json.writeStartObject();
                json.writeNumberProperty("typeIndex", type);
                json.writeStringProperty("name", graph.typeName(type));
                json.writeNumberProperty("count", counts[type]);
                json.writeNumberProperty("retainedBytes", bytes[type]);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** From the root down to an object; of a chain as long as the heap its two ends. */
    Answer dominatorsOf(int object) {
        List<Integer> upwards = new ArrayList<>();
        for (int at = object; at != graph.root(); at = tree.immediateDominatorOf(at)) {
            upwards.add(at);
            if (upwards.size() > Question.MOST_ROWS) {
                upwards.subList(MIDDLE, MIDDLE + 1).clear();
            }
        }
        return Answer.of(json -> {
            json.writeArrayPropertyStart("rows");
            upwards.reversed().forEach(one -> objects.row(json, one, _ -> {}));
            json.writeEndArray();
        });
    }
}
