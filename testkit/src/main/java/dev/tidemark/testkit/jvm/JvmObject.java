package dev.tidemark.testkit.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object, an array or a class object of a {@link HotSpotHeap}. It may change between dumps, and
 * its address does: the collector moves objects.
 */
public final class JvmObject implements JvmValue {
    /** What a field holds: a reference, null too, or the bits of a number. */
    record Value(HprofType type, @Nullable JvmObject target, long bits) {
        static final Value NULL = new Value(HprofType.OBJECT, null, 0);

        static Value of(JvmObject target) {
            return new Value(HprofType.OBJECT, target, 0);
        }
    }

    private final JvmClass type;
    private final boolean isMirror;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final @Nullable List<@Nullable JvmObject> elements;
    private final @Nullable HprofType elementType;
    private byte[] contents = {};

    private JvmObject(
            JvmClass type,
            boolean isMirror,
            @Nullable List<@Nullable JvmObject> elements,
            @Nullable HprofType elementType) {
        this.type = type;
        this.isMirror = isMirror;
        this.elements = elements;
        this.elementType = elementType;
    }

    static JvmObject mirror(JvmClass type) {
        return new JvmObject(type, true, null, null);
    }

    static JvmObject instance(JvmClass type) {
        return new JvmObject(type, false, null, null);
    }

    static JvmObject array(JvmClass type, int length) {
        JvmObject array = new JvmObject(type, false, new ArrayList<>(), HprofType.OBJECT);
        return array.resize(length);
    }

    static JvmObject primitives(JvmClass type, HprofType elementType, byte[] contents) {
        JvmObject array = new JvmObject(type, false, null, elementType);
        array.contents = contents;
        return array;
    }

    @Override
    public JvmObject object() {
        return this;
    }

    /** The class; of a class object the class that it stands for. */
    public JvmClass type() {
        return type;
    }

    boolean isMirror() {
        return isMirror;
    }

    /** What the elements of an array are; null for other objects. */
    @Nullable HprofType elementType() {
        return elementType;
    }

    /** Sets a field, which its class gets if it has none of that name. */
    public JvmObject set(String field, JvmValue value) {
        return put(field, Value.of(value.object()));
    }

    public JvmObject set(String field, int value) {
        return put(field, new Value(HprofType.INT, null, value));
    }

    public JvmObject set(String field, long value) {
        return put(field, new Value(HprofType.LONG, null, value));
    }

    public JvmObject set(String field, boolean value) {
        return put(field, new Value(HprofType.BOOLEAN, null, value ? 1 : 0));
    }

    /** Sets a field to null. */
    public JvmObject clear(String field) {
        return put(field, Value.NULL);
    }

    private JvmObject put(String field, Value value) {
        type.declare(field, value.type);
        values.put(field, value);
        return this;
    }

    /** Sets a slot of an array of objects. */
    public JvmObject set(int index, JvmValue value) {
        slots().set(index, value.object());
        return this;
    }

    /** The value of a field; null and 0 until it is set. */
    Value value(String field, HprofType fieldType) {
        return values.getOrDefault(field, new Value(fieldType, null, 0));
    }

    /** The slots of an array of objects; it may be made longer, as if it were another array. */
    List<@Nullable JvmObject> slots() {
        if (elements == null) {
            throw new IllegalStateException(this + " is no array of objects");
        }
        return elements;
    }

    JvmObject resize(int length) {
        List<@Nullable JvmObject> slots = slots();
        while (slots.size() < length) {
            slots.add(null);
        }
        slots.subList(length, slots.size()).clear();
        return this;
    }

    /** The contents of an array of numbers, as a dump has them. */
    byte[] contents() {
        return contents;
    }

    /** Makes an array of numbers longer or shorter, as if it were another array. */
    public JvmObject withLength(int length) {
        if (elementType == null || elementType == HprofType.OBJECT) {
            throw new IllegalStateException(this + " is no array of numbers");
        }
        contents = Arrays.copyOf(contents, length * elementType.bytes());
        return this;
    }

    int length() {
        if (elements != null) {
            return elements.size();
        }
        return elementType == null ? 0 : contents.length / elementType.bytes();
    }

    /**
     * What the object keeps alive.
     *
     * @param weak classes of references whose referents they do not keep
     */
    List<JvmObject> retained(Set<String> weak) {
        List<JvmObject> all = new ArrayList<>();
        if (isMirror) {
            add(all, type.loader() == null ? null : type.loader().object());
            add(all, type.parent() == null ? null : type.parent().object());
            add(all, type.domain());
            type.statics().values().forEach(value -> add(all, value.target));
            return all;
        }
        add(all, type.object());
        boolean isWeak = weak.stream().anyMatch(type::extendsClass);
        values.forEach((field, value) -> {
            if (!isWeak || !field.equals("referent")) {
                add(all, value.target);
            }
        });
        if (elements != null) {
            elements.forEach(element -> add(all, element));
        }
        return all;
    }

    private static void add(List<JvmObject> all, @Nullable JvmObject target) {
        if (target != null) {
            all.add(target);
        }
    }

    @Override
    public String toString() {
        return isMirror ? type.toString() : "a " + type.name();
    }
}
