package dev.tidemark.testkit;

/** {@code new Map()}: a Map object and its table. */
public final class JsMap implements JsValue {
    private final V8Heap heap;
    private final V8Object map;
    private final HashTable table;

    JsMap(V8Heap heap) {
        this.heap = heap;
        map = heap.object("Map", 32);
        table = new HashTable(heap, map, 3);
    }

    public JsMap put(String key, JsValue value) {
        table.put(new HashTable.Entry(key, heap.string(key), value.object()));
        return this;
    }

    public JsMap put(JsValue key, JsValue value) {
        V8Object keyObject = key.object();
        table.put(new HashTable.Entry(keyObject, keyObject, value.object()));
        return this;
    }

    public JsMap delete(String key) {
        table.remove(key);
        return this;
    }

    public JsMap delete(JsValue key) {
        table.remove(key.object());
        return this;
    }

    public JsMap clear() {
        table.clear();
        return this;
    }

    public int size() {
        return table.size();
    }

    @Override
    public V8Object object() {
        return map;
    }
}
