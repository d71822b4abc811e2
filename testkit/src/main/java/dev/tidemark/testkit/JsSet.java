package dev.tidemark.testkit;

/** {@code new Set()}: a Set object and its table. */
public final class JsSet implements JsValue {
    private final V8Object set;
    private final HashTable table;

    JsSet(V8Heap heap) {
        set = heap.object("Set", 32);
        table = new HashTable(heap, set, 2);
    }

    public JsSet add(JsValue value) {
        table.put(new HashTable.Entry(value.object(), value.object(), null));
        return this;
    }

    public JsSet delete(JsValue value) {
        table.remove(value.object());
        return this;
    }

    public int size() {
        return table.size();
    }

    @Override
    public V8Object object() {
        return set;
    }
}
