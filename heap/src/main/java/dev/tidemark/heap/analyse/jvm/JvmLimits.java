package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the bound of a collection. A dump has no code, but what limits a collection keeps the limit
 * in a field: of the collection itself, or of the cache that is built on it.
 */
final class JvmLimits {
    private static final Pattern BOUND =
            Pattern.compile(
                    "(?i)(?:_?max(?:imum)?(?:segment|cache|queue|total)?"
                            + "(?:size|entries|elements|capacity|weight|count|length|items)?"
                            + "|capacity|limit|bound|size_?limit|capacity_?limit)");

    /** More than this is a way to say that there is no bound. */
    private static final long NO_BOUND = 1_000_000_000;

    /** Collections that only grow have at most so many slots for each element: lists and deques. */
    private static final int LIST_GROWTH = 2;

    /** And hash tables, which double when they are three quarters full. */
    private static final int TABLE_GROWTH = 3;

    /** And tables of a program's own, which may double when they are half full. */
    private static final int OPEN_TABLE_GROWTH = 4;

    /** A table grows before it has more slots than this for each entry, with keys beside values. */
    private static final int MOST_SLOTS_EACH = 8;

    /** And so many when they are new. */
    private static final int SMALLEST = 20;

    private static final Set<String> MAPS = Set.of("java.util.AbstractMap");

    private final JvmHeap heap;
    private final JvmTypes types;
    private final JvmInsides insides;

    JvmLimits(JvmHeap heap, JvmTypes types, JvmInsides insides) {
        this.heap = heap;
        this.types = types;
        this.insides = insides;
    }

    Optional<String> limit(List<Integer> upwards, List<Integer> samples, long entries) {
        for (int object : upwards) {
            int type = heap.typeOf(object);
            for (Field field : heap.fields(type)) {
                Optional<String> bound = bound(object, field, entries);
                if (bound.isPresent()) {
                    return bound;
                }
            }
        }
        int holder = upwards.getFirst();
        return Stream.of(
                        evicts(holder),
                        new JvmSoftEntries(heap, types).cleared(holder, samples),
                        new JvmExpunged(heap, types).waiting(holder, samples),
                        wasFuller(holder, entries))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> bound(int object, Field field, long entries) {
        boolean whole = field.kind() == 'I' || field.kind() == 'J';
        if (!whole || !BOUND.matcher(field.name()).matches()) {
            return Optional.empty();
        }
        OptionalLong value = heap.number(object, field.name());
        return value.isPresent()
                        && value.getAsLong() >= Math.max(1, entries)
                        && value.getAsLong() < NO_BOUND
                        && !isBeforeGrowth(object, value.getAsLong())
                ? Optional.of(
                        "%s.%s allows %d, %d are in it: it may only be filling"
                                .formatted(
                                        types.name(heap.typeOf(object)),
                                        field.name(),
                                        value.getAsLong(),
                                        entries))
                : Optional.empty();
    }

    /**
     * Whether it is how full a table may become before it grows: less than the slots that the same
     * object has already, but not by far.
     */
    private boolean isBeforeGrowth(int object, long value) {
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            long slots = heap.length(heap.target(reference)).orElse(0);
            if (value < slots && slots <= MOST_SLOTS_EACH * value) {
                return true;
            }
        }
        return false;
    }

    /**
     * The code that removes the eldest entry is not in a dump, but nobody extends this map or asks
     * it for the order of last use without a reason, and that is the reason.
     */
    private Optional<String> evicts(int holder) {
        int type = heap.typeOf(holder);
        if (!types.extendsOne(type, Set.of("java.util.LinkedHashMap"))) {
            return Optional.empty();
        }
        if (heap.number(holder, "accessOrder").orElse(0) == 1) {
            return Optional.of(
                    types.name(type)
                            + " keeps its entries in the order of their last use, as a cache does"
                            + " that evicts");
        }
        return types.isPlatform(type)
                ? Optional.empty()
                : Optional.of(
                        types.name(type)
                                + " extends LinkedHashMap, as a cache does that removes its eldest"
                                + " entry");
    }

    /** The array of a collection never becomes smaller, so it tells how full it has been. */
    private Optional<String> wasFuller(int holder, long entries) {
        boolean isMap = types.extendsOne(heap.typeOf(holder), MAPS);
        boolean isOpen = types.of(heap.typeOf(holder)) == JvmRole.OBJECT;
        long end = heap.firstReference(holder + 1);
        for (long reference = heap.firstReference(holder); reference < end; reference++) {
            int array = heap.target(reference);
            boolean isTable = types.of(heap.typeOf(array)) == JvmRole.NODE;
            if (!isTable && !insides.isInside(array)) {
                continue;
            }
            long slots = heap.length(array).orElse(0);
            long used = Math.max(entries, mostReferences(holder, slots));
            int growth = isTable || isMap ? TABLE_GROWTH : isOpen ? OPEN_TABLE_GROWTH : LIST_GROWTH;
            if (slots > growth * used + SMALLEST) {
                return Optional.of(
                        "it has room for %d and holds %d: it has been fuller, or was sized in advance"
                                .formatted(slots, entries));
            }
        }
        return Optional.empty();
    }

    /** Keys and values may lie in two arrays, and one of them be of numbers: the other tells. */
    private long mostReferences(int holder, long slots) {
        long most = 0;
        long end = heap.firstReference(holder + 1);
        for (long reference = heap.firstReference(holder); reference < end; reference++) {
            int array = heap.target(reference);
            if (heap.length(array).orElse(-1) == slots) {
                most = Math.max(most, heap.firstReference(array + 1) - heap.firstReference(array));
            }
        }
        return most;
    }
}
