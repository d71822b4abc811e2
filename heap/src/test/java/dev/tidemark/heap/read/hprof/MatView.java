package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A heap as Eclipse MAT sees it: each target once, and one object more, which stands for the boot
 * loader: classes without a loader refer to it, and it refers to the class {@code ClassLoader}.
 */
final class MatView implements HeapGraph {
    private final JvmHeap heap;
    private final int[] targets;
    private final int[] first;

    MatView(JvmHeap heap) {
        this.heap = heap;
        int boot = heap.objectCount();
        int[][] byObject = new int[boot + 1][];
        for (int object = 0; object < boot; object++) {
            byObject[object] = targetsOf(object, boot);
        }
        byObject[boot] = new int[] {classLoader()};
        this.targets =
                IntStream.range(0, boot + 1).flatMap(o -> IntStream.of(byObject[o])).toArray();
        this.first = new int[boot + 2];
        for (int object = 0; object <= boot; object++) {
            first[object + 1] = first[object] + byObject[object].length;
        }
    }

    private int[] targetsOf(int object, int boot) {
        IntStream own =
                IntStream.range(
                                (int) heap.firstReference(object),
                                (int) heap.firstReference(object + 1))
                        .map(heap::target);
        OptionalInt type = heap.typeOfClass(object);
        boolean ofBoot = type.isPresent() && heap.loaderOf(type.getAsInt()).isEmpty();
        return IntStream.concat(own, ofBoot ? IntStream.of(boot) : IntStream.empty())
                .sorted()
                .distinct()
                .toArray();
    }

    private int classLoader() {
        int type =
                IntStream.range(0, heap.typeCount())
                        .filter(t -> heap.typeName(t).equals("java.lang.ClassLoader"))
                        .findFirst()
                        .orElseThrow();
        return heap.classOf(type).orElseThrow();
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
        return heap.objectCount() + 1;
    }

    @Override
    public long referenceCount() {
        return targets.length;
    }

    @Override
    public long objectId(int object) {
        return object == heap.objectCount() ? 0 : heap.objectId(object);
    }

    @Override
    public long firstReference(int object) {
        return first[object];
    }

    @Override
    public int target(long reference) {
        return targets[(int) reference];
    }

    @Override
    public boolean unreachedRetain() {
        return heap.unreachedRetain();
    }

    @Override
    public boolean retains(long reference) {
        return true;
    }

    @Override
    public long shallowSize(int object) {
        throw unasked();
    }

    @Override
    public ObjectKind kind(int object) {
        throw unasked();
    }

    @Override
    public String name(int object) {
        throw unasked();
    }

    @Override
    public int typeOf(int object) {
        throw unasked();
    }

    @Override
    public int typeCount() {
        throw unasked();
    }

    @Override
    public String typeName(int type) {
        throw unasked();
    }

    @Override
    public Optional<ScriptPosition> position(int object) {
        throw unasked();
    }

    @Override
    public ReferenceKind referenceKind(long reference) {
        throw unasked();
    }

    @Override
    public String referenceName(long reference) {
        throw unasked();
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("dominators do not need it");
    }

    @Override
    public void close() {
        heap.close();
    }
}
