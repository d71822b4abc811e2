package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.memory.Columns;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A V8 snapshot, opened. Names and positions are read from the file when asked for. */
final class V8Graph implements HeapGraph {
    private final Parsed parsed;
    private final Columns columns;
    private final Set<Integer> detached;
    private final ObjectKind[] objectKinds;
    private final ReferenceKind[] referenceKinds;
    private final CompletableFuture<Types> types;

    /**
     * @param columns the memory of {@code parsed}, which the graph owns from now on
     * @param types may still be under way; the first question for a type waits for it
     */
    V8Graph(Parsed parsed, Columns columns, Set<Integer> detached, CompletableFuture<Types> types) {
        this.parsed = parsed;
        this.columns = columns;
        this.detached = detached;
        this.objectKinds = parsed.layout().objectKinds();
        this.referenceKinds = parsed.layout().referenceKinds();
        this.types = types;
    }

    @Override
    public SnapshotFormat format() {
        return SnapshotFormat.V8;
    }

    @Override
    public int root() {
        return parsed.root();
    }

    @Override
    public int objectCount() {
        return parsed.nodes().count();
    }

    @Override
    public long referenceCount() {
        return parsed.edges().count();
    }

    @Override
    public long shallowSize(int object) {
        return parsed.nodes().sizes().get(object);
    }

    @Override
    public ObjectKind kind(int object) {
        return objectKinds[parsed.nodes().type(object)];
    }

    @Override
    public String name(int object) {
        int field = parsed.layout().node().name();
        String name = parsed.strings().get((int) parsed.nodeCursor().read(object)[field]);
        return detached.contains(object) ? "Detached " + name : name;
    }

    @Override
    public long objectId(int object) {
        return parsed.nodes().id(object);
    }

    @Override
    public int typeOf(int object) {
        return types.join().of(object);
    }

    @Override
    public int typeCount() {
        return types.join().count();
    }

    @Override
    public String typeName(int type) {
        return types.join().name(type);
    }

    @Override
    public Optional<ScriptPosition> typePosition(int type) {
        return types.join().constructor(type);
    }

    @Override
    public Optional<ScriptPosition> position(int object) {
        return parsed.locations().of(object);
    }

    @Override
    public long firstReference(int object) {
        return parsed.nodes().firstEdge(object);
    }

    @Override
    public int target(long reference) {
        return parsed.edges().target(reference);
    }

    @Override
    public ReferenceKind referenceKind(long reference) {
        return referenceKinds[parsed.edges().type(reference)];
    }

    @Override
    public boolean retains(long reference) {
        return parsed.edges().retains(reference);
    }

    @Override
    public int retainedTarget(long reference) {
        return parsed.edges().retainedTarget(reference);
    }

    @Override
    public void retainedTargets(long first, int count, int[] targets) {
        parsed.edges().retainedTargets(first, count, targets);
    }

    @Override
    public String referenceName(long reference) {
        int field = parsed.layout().edge().nameOrIndex();
        long name = parsed.edgeCursor().read(reference)[field];
        return switch (referenceKind(reference)) {
            case ELEMENT, HIDDEN -> Long.toString(name);
            case CONTEXT, LOCAL, STATIC, PROPERTY, INTERNAL, SHORTCUT, WEAK, OTHER ->
                    parsed.strings().get((int) name);
        };
    }

    @Override
    public Columns newColumns() {
        return columns.others();
    }

    @Override
    public void close() {
        types.exceptionally(_ -> null).join();
        columns.close();
        parsed.bytes().close();
    }
}
