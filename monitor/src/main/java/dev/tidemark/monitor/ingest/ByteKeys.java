package dev.tidemark.monitor.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are ranges of byte arrays, so that a lookup makes no object. Threads: any number
 * may look up while one adds or removes.
 *
 * @param <V> what is found
 */
final class ByteKeys<V> {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** Chosen anew in each process: nobody outside can make keys that collide. */
    private final long seed = ThreadLocalRandom.current().nextLong() | 1;

    private volatile @Nullable Entry<V>[] table = table(1 << 10);
    private int size;

    /** The value of a key that is at that place; null if there is none. */
    @Nullable V find(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        @Nullable Entry<V>[] entries = table;
        int mask = entries.length - 1;
        int slot = (int) hash & mask;
        while (true) {
            Entry<V> entry = entries[slot];
            if (entry == null) {
                return null;
            }
            if (entry.hash == hash && same(entry.key, bytes, from, to)) {
                return entry.value;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static boolean same(byte[] key, byte[] bytes, int from, int to) {
        return Arrays.equals(key, 0, key.length, bytes, from, to);
    }

    /** Adds a key that is not there yet; the bytes are copied. */
    void add(byte[] bytes, int from, int to, V value) {
        if (2 * (size + 1) > table.length) {
            rebuild(2 * table.length, kept -> true);
        }
        put(table, new Entry<>(Arrays.copyOfRange(bytes, from, to), hash(bytes, from, to), value));
        size++;
    }

    /** Keeps only entries whose value is wanted. */
    void keep(Predicate<V> wanted) {
        rebuild(table.length, wanted);
    }

    int size() {
        return size;
    }

    private void rebuild(int capacity, Predicate<V> wanted) {
        @Nullable Entry<V>[] fresh = table(capacity);
        int kept = 0;
        for (Entry<V> entry : table) {
            if (entry != null && wanted.test(entry.value)) {
                put(fresh, entry);
                kept++;
            }
        }
        size = kept;
        table = fresh;
    }

    private static <V> void put(@Nullable Entry<V>[] entries, Entry<V> entry) {
        int mask = entries.length - 1;
        int slot = (int) entry.hash & mask;
        while (entries[slot] != null) {
            slot = (slot + 1) & mask;
        }
        entries[slot] = entry;
    }

    private long hash(byte[] bytes, int from, int to) {
        long hash = seed ^ (to - from);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xff);
        }
        return mixed(hash ^ rest);
    }

    private long mixed(long value) {
        return Math.unsignedMultiplyHigh(value, MIX) ^ value * MIX ^ seed;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> @Nullable Entry<V>[] table(int capacity) {
        return (@Nullable Entry<V>[]) new Entry[capacity];
    }

    private static final class Entry<V> {
        private final byte[] key;
        private final long hash;
        private final V value;

        Entry(byte[] key, long hash, V value) {
            this.key = key;
            this.hash = hash;
            this.value = value;
        }
    }
}
