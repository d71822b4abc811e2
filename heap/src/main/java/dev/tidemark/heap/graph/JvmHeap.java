package dev.tidemark.heap.graph;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The heap of a JVM, with what only a JVM's dump tells. There is one type for each loaded class, so
 * classes that two loaders made of one file are two types of one name.
 *
 * <p>References leave an object in this order: an instance's its class, then its fields that are
 * not null, as {@link #fields} has them; an array's its class, then its elements that are not null;
 * a class's what the JVM links it to, then its static fields; a thread's also its local variables.
 */
public interface JvmHeap extends HeapGraph {
    /** What {@link #field} gives for a reference that is no field. */
    int NO_FIELD = -1;

    /** A dump may hold garbage, and objects that only weak references lead to. */
    @Override
    default boolean unreachedRetain() {
        return false;
    }

    /** How objects lie in this JVM's memory, measured from the addresses in the dump. */
    ObjectLayout layout();

    /** The object with an id, which is its address; empty if there is none. Cost: O(1). */
    OptionalInt objectAt(long address);

    /** The class object of a type; empty when the dump has no record of it. Cost: O(1). */
    OptionalInt classOf(int type);

    /** The type that a class object stands for; empty for any other object. Cost: O(1). */
    OptionalInt typeOfClass(int object);

    /** The type that this one extends; empty for {@code java.lang.Object} and primitive arrays. */
    OptionalInt superType(int type);

    /** The loader of a type; empty for the boot loader. */
    OptionalInt loaderOf(int type);

    /**
     * The object that says where a type was loaded from; empty for types of the boot loader and
     * those that were made while the program ran.
     */
    OptionalInt protectionDomainOf(int type);

    /**
     * The type's instance fields, inherited ones last, as the dump has them. Primitive ones too.
     */
    List<Field> fields(int type);

    /** The type's static fields. */
    List<Field> statics(int type);

    /**
     * The place in {@link #fields} of the type of {@code from}, or in {@link #statics} if {@code
     * from} is a class, of the field that a reference stands for; {@link #NO_FIELD} for elements,
     * classes, loaders and local variables. Cost: O(1), no file access, for all but very wide
     * classes.
     */
    int field(int from, long reference);

    /** What the named field of an object refers to; empty if it is null or there is none. */
    OptionalInt follow(int object, String field);

    /**
     * The value of a primitive field of an object, widened; of a {@code float} or {@code double}
     * the bits. Empty if there is no such field. Cost: reads the dump.
     */
    OptionalLong number(int object, String field);

    /** The value of a primitive static field of a type. */
    OptionalLong staticNumber(int type, String field);

    /** The characters of a {@code java.lang.String}; empty for other objects. Reads the dump. */
    Optional<String> text(int object);

    /** How many elements an array has, null ones included; empty for other objects. */
    OptionalLong length(int object);

    /** The threads of the dump, in the order of the file. */
    List<JvmThread> threads();

    /** Why the JVM itself keeps the object alive; empty when only other objects do. */
    List<RootKind> rootKinds(int object);

    /**
     * A field of a class.
     *
     * @param declaredBy the type that declares it
     * @param kind the JVM's letter for its type: {@code L} for references, arrays too, {@code I}
     *     for {@code int}, {@code Z} for {@code boolean} ...
     */
    record Field(String name, int declaredBy, char kind) {
        public boolean isReference() {
            return kind == 'L';
        }
    }

    /**
     * A thread, virtual ones too.
     *
     * @param object the thread object, or -1 if the dump lacks it
     * @param name empty when it cannot be read
     * @param frames the innermost first
     */
    record JvmThread(int object, String name, List<Frame> frames) {
        public JvmThread {
            frames = List.copyOf(frames);
        }
    }

    /**
     * One call on a stack.
     *
     * @param file null when the class does not tell
     * @param line from 1; 0 or less when it is not known (native, compiled without)
     * @param locals the objects that its local variables refer to
     */
    record Frame(
            String className,
            String method,
            @Nullable String file,
            int line,
            List<Integer> locals) {
        public Frame {
            locals = List.copyOf(locals);
        }
    }
}
