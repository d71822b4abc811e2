package dev.tidemark.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object with many keys, in dictionary mode: each value hangs from it as a property, and from
 * the {@code (object properties)} behind it.
 */
public final class JsDictionary implements JsValue {
    private static final int FIXED_SLOTS = 6;

    private final V8Heap heap;
    private final V8Object dictionary;
    private final Map<String, V8Object> values = new LinkedHashMap<>();
    private int capacity = 4;
    private V8Object table;

    JsDictionary(V8Heap heap) {
        this.heap = heap;
        dictionary = heap.object("Object", 24);
        table = newTable();
        heap.beforeSnapshot(this::layOut);
    }

    public JsDictionary set(String key, JsValue value) {
        values.put(key, value.object());
        return this;
    }

    public JsDictionary delete(String key) {
        values.remove(key);
        return this;
    }

    public int size() {
        return values.size();
    }

    @Override
    public V8Object object() {
        return dictionary;
    }

    private V8Object newTable() {
        return heap.array("(object properties)", 16 + 8L * (FIXED_SLOTS + 3L * capacity));
    }

    private void layOut() {
        if (values.size() + values.size() / 2 > capacity) {
            while (values.size() + values.size() / 2 > capacity) {
                capacity *= 2;
            }
            table = newTable();
        }
        table.dropAll();
        dictionary.drop(V8EdgeType.PROPERTY).drop("properties");
        int[] slot = {FIXED_SLOTS};
        values.forEach((key, value) -> {
            dictionary.property(key, value);
            table.internal(Integer.toString(slot[0]), heap.interned(key));
            table.internal(Integer.toString(slot[0] + 1), value);
            slot[0] += 3;
        });
        dictionary.internal("properties", table);
    }
}
