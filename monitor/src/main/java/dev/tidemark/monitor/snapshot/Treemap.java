package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.graph.HeapGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import tools.jackson.core.JsonGenerator;

/**
 * The upper levels of the dominator tree as nested cells. The biggest cells are divided first,
 * until there are as many as are asked for; what is too small to be one is in a cell called the
 * rest.
 */
final class Treemap {
    private final OpenSnapshot opened;
    private final HeapGraph graph;
    private final DominatorTree tree;
    private final ObjectJson objects;
    private int left;

    private Treemap(OpenSnapshot opened, int cells) {
        this.opened = opened;
        this.graph = opened.graph();
        this.tree = opened.dominators();
        this.objects = new ObjectJson(opened);
        this.left = cells;
    }

    /** A cell; its children are found when it is divided. */
    private static final class Cell {
        private final int position;
        private final long bytes;
        private final int depth;
        private final List<Cell> cells = new ArrayList<>();
        private long restObjects;
        private long restBytes;

        Cell(int position, long bytes, int depth) {
            this.position = position;
            this.bytes = bytes;
            this.depth = depth;
        }
    }

    static Answer of(OpenSnapshot opened, int object, Question question) {
        int depth = question.number("depth", 3, 1, 5);
        int cells = question.number("cells", 400, 1, 1000);
        Treemap map = new Treemap(opened, cells);
        int position = opened.dominators().positionOf(object);
        Cell root = new Cell(position, opened.retained().at(position), 0);
        map.divide(root, depth);
        return Answer.of(json -> {
            json.writeName("root");
            map.write(json, root);
        });
    }

    private void divide(Cell root, int depth) {
        PriorityQueue<Cell> waiting = new PriorityQueue<>((a, b) -> Long.compare(b.bytes, a.bytes));
        waiting.add(root);
        while (!waiting.isEmpty() && left > 0) {
            Cell cell = waiting.remove();
            divide(cell);
            if (cell.depth + 1 < depth) {
                waiting.addAll(cell.cells);
            }
        }
    }

    private void divide(Cell cell) {
        // No cell takes more than half of those that are left, so that there is depth, too.
        Selection biggest = new Selection(true, Math.max(1, left / 2));
        long[] all = new long[1];
        DominatorPages.forEachChild(
                tree,
                cell.position,
                position -> {
                    long bytes = opened.retained().at(position);
                    all[0] += bytes;
                    if (bytes > 0) {
                        biggest.add(bytes, position);
                    }
                });
        for (int position : biggest.from(0)) {
            long bytes = opened.retained().at(position);
            cell.cells.add(new Cell(position, bytes, cell.depth + 1));
            all[0] -= bytes;
        }
        left -= cell.cells.size();
        cell.restBytes = all[0];
        cell.restObjects = (long) biggest.count() - cell.cells.size();
    }

    private void write(JsonGenerator json, Cell cell) {
        int object = tree.objectAt(cell.position);
        json.writeStartObject();
        json.writeNumberProperty("n", object == graph.root() ? -1 : object);
        json.writeStringProperty("label", objects.label(object));
        json.writeStringProperty("type", graph.typeName(graph.typeOf(object)));
        json.writeNumberProperty("retainedBytes", cell.bytes);
        json.writeNumberProperty("selfBytes", graph.shallowSize(object));
        json.writeArrayPropertyStart("cells");
        cell.cells.forEach(one -> write(json, one));
        if (cell.restBytes > 0) {
            json.writeStartObject();
            json.writeBooleanProperty("rest", true);
            json.writeNumberProperty("objects", cell.restObjects);
            json.writeNumberProperty("retainedBytes", cell.restBytes);
            json.writeArrayPropertyStart("cells");
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
