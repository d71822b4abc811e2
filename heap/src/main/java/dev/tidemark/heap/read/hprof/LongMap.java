package dev.tidemark.heap.read.hprof;

import java.util.Arrays;

/** A map from numbers other than 0 to numbers, without boxing. */
final class LongMap {
    private long[] keys = new long[64];
    private long[] values = new long[64];
    private int size;

    /** Sets the value of a key; what it had before is forgotten. */
    void put(long key, long value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    long get(long key, long ifAbsent) {
        int slot = slot(keys, key);
        return keys[slot] == 0 ? ifAbsent : values[slot];
    }

    int size() {
        return size;
    }

    /** All keys, ascending. */
    long[] keys() {
        long[] all = Arrays.stream(keys).filter(key -> key != 0).toArray();
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        long[] newKeys = new long[keys.length * 2];
        long[] newValues = new long[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(newKeys, keys[i]);
                newKeys[slot] = keys[i];
                newValues[slot] = values[i];
            }
        }
        keys = newKeys;
        values = newValues;
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
