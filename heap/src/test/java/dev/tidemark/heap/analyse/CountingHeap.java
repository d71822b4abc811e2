package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.memory.Columns;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A heap that counts how many references are read. */
record CountingHeap(HeapGraph heap, AtomicLong read) implements HeapGraph {
    CountingHeap(HeapGraph heap) {
        this(heap, new AtomicLong());
    }

    @Override
    public long firstReference(int object) {
        return heap.firstReference(object);
    }

    @Override
    public int target(long reference) {
        read.incrementAndGet();
        return heap.target(reference);
    }

    @Override
    public int retainedTarget(long reference) {
        read.incrementAndGet();
        return heap.retainedTarget(reference);
    }

    @Override
    public void retainedTargets(long first, int count, int[] targets) {
        read.addAndGet(count);
        heap.retainedTargets(first, count, targets);
    }

    @Override
    public boolean retains(long reference) {
        return heap.retains(reference);
    }

    @Override
    public SnapshotFormat format() {
        return heap.format();
    }

    @Override
    public int root() {
        return heap.root();
    }

    @Override
    public int objectCount() {
        return heap.objectCount();
    }

    @Override
    public long referenceCount() {
        return heap.referenceCount();
    }

    @Override
    public long shallowSize(int object) {
        return heap.shallowSize(object);
    }

    @Override
    public ObjectKind kind(int object) {
        return heap.kind(object);
    }

    @Override
    public String name(int object) {
        return heap.name(object);
    }

    @Override
    public long objectId(int object) {
        return heap.objectId(object);
    }

    @Override
    public int typeOf(int object) {
        return heap.typeOf(object);
    }

    @Override
    public int typeCount() {
        return heap.typeCount();
    }

    @Override
    public String typeName(int type) {
        return heap.typeName(type);
    }

    @Override
    public Optional<ScriptPosition> position(int object) {
        return heap.position(object);
    }

    @Override
    public ReferenceKind referenceKind(long reference) {
        return heap.referenceKind(reference);
    }

    @Override
    public String referenceName(long reference) {
        return heap.referenceName(reference);
    }

    @Override
    public Columns newColumns() {
        return heap.newColumns();
    }

    @Override
    public void close() {
        heap.close();
    }
}
