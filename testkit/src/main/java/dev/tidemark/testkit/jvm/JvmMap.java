package dev.tidemark.testkit.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of the JDK in one of its shapes; a set is a map without values. */
public final class JvmMap extends JvmCollection {
    /** How a map keeps its entries. */
    enum Shape {
        HASH("java.util.HashMap", "java.util.HashMap$Node"),
        LINKED("java.util.LinkedHashMap", "java.util.LinkedHashMap$Entry"),
        CONCURRENT(
                "java.util.concurrent.ConcurrentHashMap",
                "java.util.concurrent.ConcurrentHashMap$Node"),
        WEAK("java.util.WeakHashMap", "java.util.WeakHashMap$Entry"),
        TREE("java.util.TreeMap", "java.util.TreeMap$Entry"),
        IDENTITY("java.util.IdentityHashMap", "java.lang.Object");

        private final String type;
        private final String node;

        Shape(String type, String node) {
            this.type = type;
            this.node = node;
        }

        String type() {
            return type;
        }
    }

    private record Entry(JvmObject key, @Nullable JvmObject value, @Nullable JvmObject node) {}

    private static final int FIRST_CAPACITY = 16;
    private static final double LOAD = 0.75;

    private final HotSpotHeap heap;
    private final Shape shape;
    private final JvmObject map;
    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private @Nullable JvmObject table;

    JvmMap(HotSpotHeap heap, Shape shape, JvmObject object, JvmObject map) {
        super(object);
        this.heap = heap;
        this.shape = shape;
        this.map = map;
    }

    public JvmMap put(String key, JvmValue value) {
        Entry known = entries.get(key);
        JvmObject keyObject = known == null ? heap.string(key) : known.key;
        return put(key, keyObject, value.object());
    }

    public JvmMap put(JvmValue key, JvmValue value) {
        return put(key.object(), key.object(), value.object());
    }

    /** Adds an element to a set. */
    public JvmMap add(JvmValue element) {
        return put(element.object(), element.object(), null);
    }

    private JvmMap put(Object key, JvmObject keyObject, @Nullable JvmObject value) {
        Entry known = entries.get(key);
        JvmObject node = known == null ? newNode() : known.node;
        entries.put(key, new Entry(keyObject, value, node));
        return this;
    }

    private @Nullable JvmObject newNode() {
        return shape == Shape.IDENTITY ? null : heap.instance(shape.node);
    }

    public JvmMap remove(String key) {
        entries.remove(key);
        return this;
    }

    public JvmMap remove(JvmValue key) {
        entries.remove(key.object());
        return this;
    }

    public JvmMap clear() {
        entries.clear();
        return this;
    }

    public int size() {
        return entries.size();
    }

    @Override
    void layOut() {
        if (shape == Shape.CONCURRENT) {
            map.set("baseCount", (long) entries.size());
        } else {
            map.set("size", entries.size());
        }
        switch (shape) {
            case HASH, LINKED, CONCURRENT, WEAK -> layOutTable();
            case TREE -> layOutTree();
            case IDENTITY -> layOutPairs();
        }
    }

    private void layOutTable() {
        List<Entry> all = new ArrayList<>(entries.values());
        JvmObject buckets = table(shape.node, capacity(all.size()));
        for (int bucket = 0; bucket < buckets.length(); bucket++) {
            buckets.slots().set(bucket, null);
        }
        String value = shape == Shape.CONCURRENT ? "val" : "value";
        String key = shape == Shape.WEAK ? "referent" : "key";
        for (int i = 0; i < all.size(); i++) {
            JvmObject node = node(all.get(i)).set(key, all.get(i).key);
            setOrClear(node, value, all.get(i).value);
            // Spread, but with some in one bucket: chains are a part of the shape.
            int bucket = (int) (i * 0x9e3779b9L % buckets.length());
            setOrClear(node, "next", buckets.slots().get(bucket));
            buckets.set(bucket, node);
            if (shape == Shape.LINKED) {
                setOrClear(node, "before", i == 0 ? null : all.get(i - 1).node);
                setOrClear(node, "after", i + 1 == all.size() ? null : all.get(i + 1).node);
            }
        }
        if (shape == Shape.LINKED) {
            setOrClear(map, "head", all.isEmpty() ? null : all.getFirst().node);
            setOrClear(map, "tail", all.isEmpty() ? null : all.getLast().node);
        }
    }

    private static int capacity(int size) {
        int capacity = FIRST_CAPACITY;
        while (capacity * LOAD < size) {
            capacity *= 2;
        }
        return capacity;
    }

    private void layOutPairs() {
        List<Entry> all = new ArrayList<>(entries.values());
        JvmObject pairs = table("java.lang.Object", 2 * capacity(2 * all.size()));
        for (int slot = 0; slot < pairs.length(); slot++) {
            Entry entry = slot / 2 < all.size() ? all.get(slot / 2) : null;
            JvmObject content = entry == null ? null : slot % 2 == 0 ? entry.key : entry.value;
            pairs.slots().set(slot, content);
        }
    }

    private JvmObject table(String elementType, int capacity) {
        if (table == null) {
            table = heap.array(elementType, capacity);
        }
        map.set("table", table);
        return table.resize(capacity);
    }

    private void layOutTree() {
        List<Entry> all = new ArrayList<>(entries.values());
        for (int i = 0; i < all.size(); i++) {
            JvmObject node = node(all.get(i)).set("key", all.get(i).key);
            setOrClear(node, "value", all.get(i).value);
            setOrClear(node, "left", 2 * i + 1 < all.size() ? all.get(2 * i + 1).node : null);
            setOrClear(node, "right", 2 * i + 2 < all.size() ? all.get(2 * i + 2).node : null);
            setOrClear(node, "parent", i == 0 ? null : all.get((i - 1) / 2).node);
        }
        setOrClear(map, "root", all.isEmpty() ? null : all.getFirst().node);
    }

    private static JvmObject node(Entry entry) {
        if (entry.node == null) {
            throw new IllegalStateException("the entry has no node of its own");
        }
        return entry.node;
    }

    private static void setOrClear(JvmObject object, String field, @Nullable JvmObject value) {
        if (value == null) {
            object.clear(field);
        } else {
            object.set(field, value);
        }
    }
}
