package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table of a Map or a Set: entries in the order of insertion, holes where one was deleted, and
 * a new, larger table when the old one is full (V8's OrderedHashTable).
 */
final class HashTable {
    private static final int HEADER_BYTES = 16;
    private static final int FIRST_CAPACITY = 4;

    /** Slots before the entries: element count, deleted count, bucket count. */
    private static final int FIXED_SLOTS = 3;

    record Entry(Object key, V8Object keyObject, @Nullable V8Object value) {}

    private final V8Heap heap;
    private final V8Object owner;
    private final int slotsAnEntry;
    private final List<@Nullable Entry> slots = new ArrayList<>();
    private final Map<Object, Integer> slotByKey = new HashMap<>();
    private int capacity = FIRST_CAPACITY;
    private V8Object table;

    HashTable(V8Heap heap, V8Object owner, int slotsAnEntry) {
        this.heap = heap;
        this.owner = owner;
        this.slotsAnEntry = slotsAnEntry;
        table = newTable();
        heap.beforeSnapshot(this::layOut);
    }

    void put(Entry entry) {
        Integer known = slotByKey.get(entry.key);
        if (known != null) {
            slots.set(known, entry);
            return;
        }
        if (slots.size() == capacity) {
            rehash();
        }
        slotByKey.put(entry.key, slots.size());
        slots.add(entry);
    }

    void remove(Object key) {
        Integer known = slotByKey.remove(key);
        if (known != null) {
            slots.set(known, null);
        }
    }

    void clear() {
        slots.clear();
        slotByKey.clear();
        capacity = FIRST_CAPACITY;
        table = newTable();
    }

    int size() {
        return slotByKey.size();
    }

    /** Squeezes the holes out; makes room unless that was enough. */
    private void rehash() {
        slots.removeIf(Objects::isNull);
        capacity = slots.size() > capacity / 2 ? capacity * 2 : capacity;
        slotByKey.clear();
        for (Entry entry : slots) {
            if (entry != null) {
                slotByKey.put(entry.key, slotByKey.size());
            }
        }
        table = newTable();
    }

    private V8Object newTable() {
        long slotCount = FIXED_SLOTS + capacity / 2 + (long) capacity * slotsAnEntry;
        V8Object made = heap.array("", HEADER_BYTES + 8 * slotCount);
        owner.set(V8EdgeType.INTERNAL, "table", made);
        return made;
    }

    private void layOut() {
        table.dropAll();
        for (int i = 0; i < slots.size(); i++) {
            Entry entry = slots.get(i);
            if (entry == null) {
                continue;
            }
            int slot = FIXED_SLOTS + capacity / 2 + i * slotsAnEntry;
            table.internal(Integer.toString(slot), entry.keyObject);
            if (entry.value != null) {
                table.internal(Integer.toString(slot + 1), entry.value);
            }
        }
    }
}
