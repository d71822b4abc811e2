package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.OffsetColumn;

/**
 * Which objects refer to an object: 4 bytes a reference and 4 or 8 an object, made by two sweeps
 * over all references.
 */
final class Retainers implements AutoCloseable {
    private final Columns columns;
    private final OffsetColumn ends;
    private final IntColumn sources;

    private Retainers(Columns columns, OffsetColumn ends, IntColumn sources) {
        this.columns = columns;
        this.ends = ends;
        this.sources = sources;
    }

    static Retainers of(HeapGraph graph) {
        Columns columns = graph.newColumns();
        int objects = graph.objectCount();
        OffsetColumn ends = columns.offsets(objects + 1L, graph.referenceCount(), Access.SWEPT);
        IntColumn sources = columns.ints(graph.referenceCount(), Access.SWEPT);
        for (long reference = 0; reference < graph.referenceCount(); reference++) {
            int to = graph.target(reference);
            ends.set(to, ends.get(to) + 1);
        }
        long sum = 0;
        for (int object = 0; object < objects; object++) {
            long first = sum;
            sum += ends.get(object);
            ends.set(object, first);
        }
        for (int from = 0; from < objects; from++) {
            long end = graph.firstReference(from + 1);
            for (long reference = graph.firstReference(from); reference < end; reference++) {
                int to = graph.target(reference);
                long place = ends.get(to);
                sources.set(place, from);
                ends.set(to, place + 1);
            }
        }
        return new Retainers(columns, ends, sources);
    }

    long count(int object) {
        return end(object) - first(object);
    }

    long first(int object) {
        return object == 0 ? 0 : ends.get(object - 1L);
    }

    long end(int object) {
        return ends.get(object);
    }

    /** An object that refers to another one; it is there as often as it refers to it. */
    int at(long place) {
        return sources.get(place);
    }

    @Override
    public void close() {
        columns.close();
    }
}
