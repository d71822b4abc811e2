package dev.tidemark.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code new WeakMap()}: weak references to keys and values, and for each entry two edges of one
 * name, from the key and from the table, as V8 writes ephemerons.
 */
public final class JsWeakMap implements JsValue {
    private static final int FIXED_SLOTS = 5;

    private final V8Object map;
    private final V8Object table;
    private final Map<V8Object, V8Object> values = new LinkedHashMap<>();

    JsWeakMap(V8Heap heap) {
        map = heap.object("WeakMap", 32);
        table = heap.array("", 104);
        map.internal("table", table);
        heap.beforeSnapshot(this::layOut);
    }

    public JsWeakMap set(JsValue key, JsValue value) {
        values.put(key.object(), value.object());
        return this;
    }

    public JsWeakMap delete(JsValue key) {
        values.remove(key.object());
        forgetIn(key.object());
        return this;
    }

    public int size() {
        return values.size();
    }

    @Override
    public V8Object object() {
        return map;
    }

    private void layOut() {
        table.dropAll().withSize(16 + 8L * (FIXED_SLOTS + 2L * Math.max(4, values.size())));
        int slot = FIXED_SLOTS;
        for (Map.Entry<V8Object, V8Object> entry : values.entrySet()) {
            V8Object key = entry.getKey();
            V8Object value = entry.getValue();
            String pair = pair(key, value);
            table.weak(Integer.toString(slot), key).weak(Integer.toString(slot + 1), value);
            table.ephemeron(numbered(table, pair), value);
            forgetIn(key);
            key.internal(numbered(key, pair), value);
            slot += 2;
        }
    }

    private void forgetIn(V8Object key) {
        String end = " pair in WeakMap (table @%d)".formatted(table.id());
        key.edges().removeIf(edge -> edge.name().endsWith(end));
    }

    /** V8 puts the number of the edge in front, so that no two have the same name. */
    private static String numbered(V8Object from, String pair) {
        return "%d / %s".formatted(from.edges().size() + 1, pair);
    }

    private String pair(V8Object key, V8Object value) {
        return "part of key (%s @%d) -> value (%s @%d) pair in WeakMap (table @%d)"
                .formatted(key.name(), key.id(), value.name(), value.id(), table.id());
    }
}
