package dev.tidemark.testkit.jvm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or queue of the JDK in one of its shapes. */
public final class JvmList extends JvmCollection {
    /** How a list keeps its elements: in an array, or in nodes that are linked. */
    enum Shape {
        ARRAY_LIST("java.util.ArrayList", "elementData"),
        COPY_ON_WRITE("java.util.concurrent.CopyOnWriteArrayList", "array"),
        ARRAY_DEQUE("java.util.ArrayDeque", "elements"),
        PRIORITY_QUEUE("java.util.PriorityQueue", "queue"),
        ARRAY_BLOCKING_QUEUE("java.util.concurrent.ArrayBlockingQueue", "items"),
        LINKED_LIST("java.util.LinkedList", "first"),
        LINKED_BLOCKING_QUEUE("java.util.concurrent.LinkedBlockingQueue", "head"),
        CONCURRENT_LINKED_QUEUE("java.util.concurrent.ConcurrentLinkedQueue", "head");

        private final String type;
        private final String field;

        Shape(String type, String field) {
            this.type = type;
            this.field = field;
        }

        String type() {
            return type;
        }
    }

    private record Element(JvmObject value, @Nullable JvmObject node) {}

    private final HotSpotHeap heap;
    private final Shape shape;
    private final List<Element> elements = new ArrayList<>();

    /** The elements themselves, of a list that has them in an array. */
    private @Nullable JvmObject array;

    private int capacity;

    JvmList(HotSpotHeap heap, Shape shape, JvmObject object, int capacity) {
        super(object);
        this.heap = heap;
        this.shape = shape;
        this.capacity = capacity;
    }

    public JvmList add(JvmValue value) {
        JvmObject node = isLinked() ? heap.instance(shape.type + "$Node") : null;
        elements.add(new Element(value.object(), node));
        return this;
    }

    public JvmList removeFirst() {
        elements.removeFirst();
        return this;
    }

    public JvmList clear() {
        elements.clear();
        return this;
    }

    public int size() {
        return elements.size();
    }

    private boolean isLinked() {
        return switch (shape) {
            case LINKED_LIST, LINKED_BLOCKING_QUEUE, CONCURRENT_LINKED_QUEUE -> true;
            case ARRAY_LIST, COPY_ON_WRITE, ARRAY_DEQUE, PRIORITY_QUEUE, ARRAY_BLOCKING_QUEUE ->
                    false;
        };
    }

    @Override
    void layOut() {
        switch (shape) {
            case ARRAY_LIST, PRIORITY_QUEUE, LINKED_LIST -> object().set("size", elements.size());
            case ARRAY_BLOCKING_QUEUE -> object().set("count", elements.size());
            case LINKED_BLOCKING_QUEUE -> object().set("capacity", capacity);
            case COPY_ON_WRITE, ARRAY_DEQUE, CONCURRENT_LINKED_QUEUE -> {}
        }
        if (isLinked()) {
            layOutNodes();
        } else {
            layOutArray();
        }
    }

    private void layOutArray() {
        if (shape == Shape.COPY_ON_WRITE) {
            capacity = elements.size();
        }
        while (capacity < elements.size()) {
            capacity += capacity / 2 + 1;
        }
        if (array == null) {
            array = heap.array("java.lang.Object", capacity);
        }
        object().set(shape.field, array);
        array.resize(capacity);
        for (int i = 0; i < capacity; i++) {
            array.slots().set(i, i < elements.size() ? elements.get(i).value : null);
        }
    }

    private void layOutNodes() {
        JvmObject before = null;
        if (shape != Shape.LINKED_LIST) {
            // Queues begin with a node that holds nothing.
            before = heap.instance(shape.type + "$Node");
            object().set(shape.field, before);
        }
        for (Element element : elements) {
            JvmObject node = java.util.Objects.requireNonNull(element.node);
            node.set("item", element.value).clear("next");
            if (before == null) {
                object().set(shape.field, node);
            } else {
                before.set("next", node);
                if (shape == Shape.LINKED_LIST) {
                    node.set("prev", before);
                }
            }
            before = node;
        }
        if (before != null) {
            object().set(shape == Shape.CONCURRENT_LINKED_QUEUE ? "tail" : "last", before);
        }
    }
}
