package dev.tidemark.heap.read.v8;

import static dev.tidemark.testkit.Heaps.v8Heap;

import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.V8EdgeType;
import dev.tidemark.testkit.V8Heap;
import dev.tidemark.testkit.V8NodeType;
import dev.tidemark.testkit.V8Object;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small heaps in which every rule of Chrome DevTools has something to do: global objects,
 * documents, WeakMap entries, hidden things with one or several owners, DOM nodes, plain objects of
 * few shapes, constructors in several places. The same seed always gives the same heap.
 */
final class RandomV8Heaps {
    private static final int MOST_OBJECTS = 40;
    private static final List<String> CLASSES =
            List.of("Object", "Object", "Object", "Session", "Order", "<b class=\"x\">");
    private static final List<String> DOM =
            List.of(
                    "<div id=\"a\">",
                    "<div>",
                    "Text",
                    "system / ExternalStringData",
                    "Detached <p>");
    private static final List<String> PROPERTIES =
            List.of(
                    "a",
                    "b",
                    "c",
                    "d",
                    "__proto__",
                    "with,comma",
                    "with \"quotes\" \\ and \n",
                    "é");

    /** The longest name that still leaves room for another one, and longer ones. */
    private static final List<String> LONG_PROPERTIES =
            List.of("x".repeat(58), "y".repeat(59), "z".repeat(60), "w".repeat(130));

    private final SplittableRandom random;
    private final V8Heap heap = v8Heap();
    private final List<V8Object> objects = new ArrayList<>();

    private RandomV8Heaps(long seed) {
        random = new SplittableRandom(seed);
    }

    static HeapFile heap(long seed) {
        RandomV8Heaps heap = new RandomV8Heaps(seed);
        heap.makeObjects();
        heap.makeRoots();
        heap.makeReferences();
        heap.makeWeakMapEntries();
        return heap.heap.snapshotWithoutCollection();
    }

    private void makeObjects() {
        int count = 2 + random.nextInt(MOST_OBJECTS);
        for (int i = 0; i < count; i++) {
            V8Object object = object();
            if (random.nextInt(3) == 0) {
                object.at(random.nextInt(3), random.nextInt(2), 7);
            }
            objects.add(object);
        }
    }

    private V8Object object() {
        long size = 8L * random.nextInt(20);
        return switch (random.nextInt(10)) {
            case 0 -> heap.hidden("system / Map", size);
            case 1 -> heap.array("", size);
            case 2 -> domNode(size);
            case 3 -> heap.synthetic(one(List.of("(Document DOM trees)", "(GC roots)")));
            case 4 -> heap.node(one(List.of(V8NodeType.values())), "any", size);
            default -> heap.object(one(CLASSES), size);
        };
    }

    private V8Object domNode(long size) {
        V8Object node = heap.nativeObject(one(DOM), size);
        return switch (random.nextInt(3)) {
            case 0 -> node.attached();
            case 1 -> node.detached();
            default -> node;
        };
    }

    private void makeRoots() {
        // Without objects that hang from the root itself, no size moves.
        boolean onlySynthetic = random.nextInt(5) == 0;
        for (int i = 0; i <= random.nextInt(4); i++) {
            V8Object target = onlySynthetic ? heap.synthetic("(Strong roots)") : one(objects);
            if (onlySynthetic) {
                objects.add(target);
            }
            boolean global = random.nextInt(3) == 0;
            heap.root().reference(global ? V8EdgeType.SHORTCUT : V8EdgeType.ELEMENT, "1", target);
        }
    }

    private void makeReferences() {
        for (V8Object from : objects) {
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                refer(from, one(objects));
            }
        }
    }

    private void refer(V8Object from, V8Object target) {
        V8EdgeType type = one(List.of(V8EdgeType.values()));
        if (random.nextBoolean()) {
            type = V8EdgeType.PROPERTY;
        }
        String name = type.isIndexed() ? Integer.toString(random.nextInt(9)) : property();
        from.reference(type, name, target);
    }

    private String property() {
        return random.nextInt(6) == 0 ? one(LONG_PROPERTIES) : one(PROPERTIES);
    }

    private void makeWeakMapEntries() {
        for (int i = 0; i < random.nextInt(4); i++) {
            V8Object table = one(objects);
            V8Object key = one(objects);
            V8Object value = one(objects);
            String pair =
                    " / part of key (K @%d) -> value (V @%d) pair in WeakMap (table @%d)"
                            .formatted(key.id(), value.id(), table.id());
            key.internal(i + pair, value);
            table.internal(i + 7 + pair, value);
        }
    }

    private <T> T one(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
