package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.List;

/** An array: its elements hang from it, and from the {@code (object elements)} behind it. */
public final class JsArray implements JsValue {
    private final V8Heap heap;
    private final V8Object array;
    private final List<V8Object> elements = new ArrayList<>();
    private int numbers;
    private int capacity;
    private V8Object backing;

    JsArray(V8Heap heap) {
        this.heap = heap;
        array = heap.object("Array", 32);
        backing = heap.array("(object elements)", 16);
        heap.beforeSnapshot(this::layOut);
    }

    public JsArray push(JsValue value) {
        elements.add(value.object());
        return this;
    }

    /** Makes room for small integers: they lie in the table itself, so no edge leads to them. */
    public JsArray pushNumbers(int count) {
        numbers += count;
        return this;
    }

    public JsArray shift() {
        elements.removeFirst();
        return this;
    }

    public JsArray set(int index, JsValue value) {
        elements.set(index, value.object());
        return this;
    }

    public JsArray remove(JsValue value) {
        elements.remove(value.object());
        return this;
    }

    public int length() {
        return elements.size() + numbers;
    }

    @Override
    public V8Object object() {
        return array;
    }

    private void layOut() {
        if (length() > capacity) {
            grow();
        }
        array.drop(V8EdgeType.ELEMENT).drop("elements");
        backing.dropAll();
        for (int i = 0; i < elements.size(); i++) {
            array.element(i, elements.get(i));
            backing.internal(Integer.toString(i), elements.get(i));
        }
        array.internal("elements", backing);
    }

    /** A new backing store, half as large again and sixteen more, as V8 grows them. */
    private void grow() {
        while (capacity < length()) {
            capacity += capacity / 2 + 16;
        }
        backing = heap.array("(object elements)", 16 + 8L * capacity);
    }
}
