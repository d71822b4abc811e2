package dev.tidemark.heap.graph;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.Index;
import java.util.Optional;

/**
 * A heap snapshot as a directed graph. Objects and types are {@code int} indexes and references
 * {@code long} indexes, all from 0 and without gaps; the references that leave one object are
 * neighbours, so a loop over them allocates nothing.
 *
 * <p>Threads: reading is safe from any number of threads until {@link #close}.
 */
public interface HeapGraph extends AutoCloseable {
    /** What stands where there is no object. */
    int NO_OBJECT = -1;

    /** What kind of file it was read from. */
    SnapshotFormat format();

    /** Where the file was cut, if it was; what came before is read. */
    default Optional<Truncation> truncation() {
        return Optional.empty();
    }

    /** The object that stands above all GC roots. It has no retainer and no size. */
    int root();

    int objectCount();

    long referenceCount();

    /**
     * Bytes of the object itself. Backing stores that belong to one owner alone count with their
     * owner and have size 0, as in Chrome DevTools. Cost: O(1), no file access.
     */
    long shallowSize(int object);

    /** What kind of thing the object is. Cost: O(1), no file access. */
    ObjectKind kind(int object);

    /**
     * The object's own name: the constructor of an object, the name of a function, the characters
     * of a string (cut by the runtime). Cost: reads the snapshot file.
     */
    String name(int object);

    /**
     * The identity of the object in its process: the same in every snapshot of that process. Cost:
     * reads the snapshot file.
     */
    long objectId(int object);

    /** The type that the object counts under, an index below {@link #typeCount}. Cost: O(1). */
    int typeOf(int object);

    int typeCount();

    /** The name of a type; two types may share one name when their constructors differ. */
    String typeName(int type);

    /** Where the constructor of a type is, if all of its objects have the same known one. */
    default Optional<ScriptPosition> typePosition(int type) {
        return Optional.empty();
    }

    /** Where the object's constructor or function is, when the snapshot tells. */
    Optional<ScriptPosition> position(int object);

    /**
     * The first reference that leaves {@code object}; its last one is before {@code
     * firstReference(object + 1)}, which is defined for the last object too. Cost: O(1).
     */
    long firstReference(int object);

    /** The object that the reference leads to. Cost: O(1), no file access. */
    int target(long reference);

    ReferenceKind referenceKind(long reference);

    /**
     * Whether the reference keeps its target alive: weak references do not, nor do those that only
     * repeat another one (shortcuts, the table's side of a WeakMap entry). Cost: O(1).
     */
    boolean retains(long reference);

    /**
     * The object that the reference keeps alive, or {@link #NO_OBJECT} if it does not retain. Cost:
     * O(1), less than asking for both.
     */
    default int retainedTarget(long reference) {
        return retains(reference) ? target(reference) : NO_OBJECT;
    }

    /**
     * Puts what {@link #retainedTarget} says of the {@code count} references from {@code first} on
     * into {@code targets}: for sweeps over all references, several times as fast as one by one.
     */
    default void retainedTargets(long first, int count, int[] targets) {
        for (int i = 0; i < count; i++) {
            targets[i] = retainedTarget(first + i);
        }
    }

    /**
     * The property, variable or field name; for {@link ReferenceKind#ELEMENT} and {@link
     * ReferenceKind#HIDDEN} the index in decimal digits. Cost: reads the snapshot file.
     */
    String referenceName(long reference);

    /**
     * Whether objects that the root does not reach hold what they refer to. They do where the
     * runtime writes only live objects, so that something keeps them that it does not tell; they do
     * not where they may be garbage.
     */
    default boolean unreachedRetain() {
        return true;
    }

    /**
     * Columns for what is worked out about this heap, within the memory that it may take. Whoever
     * asks for them closes them, or leaves that to {@link #close}.
     */
    default Columns newColumns() {
        return new Columns();
    }

    /** Where what is worked out about this heap may be kept for the next time it is opened. */
    default Index index() {
        return Index.NONE;
    }

    /** Releases all memory; nothing may be read afterwards. */
    @Override
    void close();

    /**
     * A position in a script.
     *
     * @param scriptId as the runtime numbers its scripts
     * @param line from 0
     * @param column from 0
     */
    record ScriptPosition(int scriptId, int line, int column) {}
}
