package dev.tidemark.heap.read.v8;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * How many bytes of arrays an object of ours holds: the arrays of numbers, which are all that grows
 * with a heap. Objects of the JDK are looked into only when they are collections.
 */
final class Footprint {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long bytes;

    private Footprint() {}

    static long bytesOf(Object start) throws IllegalAccessException {
        Footprint footprint = new Footprint();
        footprint.add(start);
        while (!footprint.open.isEmpty()) {
            footprint.look(footprint.open.remove());
        }
        return footprint.bytes;
    }

    private void add(Object value) {
        if (value != null && seen.add(value)) {
            open.add(value);
        }
    }

    private void look(Object value) throws IllegalAccessException {
        Class<?> type = value.getClass();
        switch (value) {
            case int[] array -> bytes += 4L * array.length;
            case long[] array -> bytes += 8L * array.length;
            case byte[] array -> bytes += array.length;
            case Collection<?> all -> all.forEach(this::add);
            case Map<?, ?> map -> map.values().forEach(this::add);
            case CompletableFuture<?> future -> add(future.join());
            case Object _ when type.isArray() && !type.getComponentType().isPrimitive() -> {
                for (int i = 0; i < Array.getLength(value); i++) {
                    add(Array.get(value, i));
                }
            }
            case Object _ when type.getName().startsWith("dev.tidemark") -> {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        add(field.get(value));
                    }
                }
            }
            default -> {}
        }
    }
}
