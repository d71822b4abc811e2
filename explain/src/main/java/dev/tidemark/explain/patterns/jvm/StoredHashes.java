package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.jvm.HashEntries.Entry;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells keys that were changed after they were put, although a dump has no code: a HashMap keeps
 * the hash that each key had, and hash codes are nearly always made one way, as {@code 31 * hash +
 * next} over some fields. Where that, solved for one field, gives the same few former values for
 * all keys, and the field has others now, that field was changed.
 */
final class StoredHashes {
    /** {@code Objects.hash} and lists start from 1, records and many generators from 0. */
    private static final int[] STARTS = {1, 0};

    /** What compilers and generators multiply by. */
    private static final int[] FACTORS = {31, 59, 37};

    /** More fields than this are hardly in a key, and have too many orders. */
    private static final int MOST_FIELDS = 5;

    private static final int SAMPLES = 200;

    /** Of so many samples nearly all must fit, which by chance they never do. */
    private static final int ENOUGH = 16;

    private static final double NEARLY_ALL = 0.9;

    /** Former values that so many keys share: a state that they start with. */
    private static final double FEW = 0.1;

    private final JvmHeap heap;
    private final List<Entry> samples;

    /** A Hashtable keeps hashes as they are. */
    private final boolean mixes;

    private final List<String> fields = new ArrayList<>();
    private final int[][] values;

    /**
     * Different hashes in the table: where there are few, nearly every formula gives few values.
     */
    private final long stored;

    StoredHashes(JvmHeap heap, List<Entry> entries) {
        this.heap = heap;
        int type = heap.typeOf(entries.getLast().key());
        samples =
                entries.stream()
                        .filter(entry -> heap.typeOf(entry.key()) == type)
                        .limit(SAMPLES)
                        .toList();
        mixes =
                !heap.typeName(heap.typeOf(entries.getLast().node()))
                        .startsWith("java.util.Hashtable$");
        stored = samples.stream().mapToInt(Entry::hash).distinct().count();
        List<Field> hashable = heap.fields(type).stream().filter(this::isHashable).toList();
        values = new int[hashable.size()][];
        for (int i = 0; i < values.length; i++) {
            fields.add(hashable.get(i).name());
            values[i] = hashes(hashable.get(i));
        }
    }

    /** The field that was changed, if the hashes tell. */
    Optional<String> changedField() {
        if (samples.size() < ENOUGH
                || isValue(samples.getLast().key())
                || fields.size() < 2
                || fields.size() > MOST_FIELDS) {
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        for (List<Integer> order : orders()) {
            for (int start : STARTS) {
                for (int factor : FACTORS) {
                    Formula formula = new Formula(order, start, factor);
                    if (fits(formula)) {
                        return Optional.empty();
                    }
                    if (found.isEmpty()) {
                        found = changedField(formula);
                    }
                }
            }
        }
        return found;
    }

    /** A hash over some fields in some order. */
    private record Formula(List<Integer> order, int start, int factor) {}

    private boolean fits(Formula formula) {
        int fitting = 0;
        for (int i = 0; i < samples.size(); i++) {
            fitting += isSpread(hash(formula, i), samples.get(i).hash()) ? 1 : 0;
        }
        return fitting >= NEARLY_ALL * samples.size();
    }

    private int hash(Formula formula, int sample) {
        int hash = formula.start();
        for (int field : formula.order()) {
            hash = formula.factor() * hash + values[field][sample];
        }
        return hash;
    }

    private Optional<String> changedField(Formula formula) {
        if (formula.order().size() < 2) {
            return Optional.empty();
        }
        for (int place = 0; place < formula.order().size(); place++) {
            if (wasOneOfFew(formula, place)) {
                return Optional.of(fields.get(formula.order().get(place)));
            }
        }
        return Optional.empty();
    }

    /** Whether the field in that place had the same few values in all keys, and has others now. */
    private boolean wasOneOfFew(Formula formula, int place) {
        int field = formula.order().get(place);
        int weight = 1;
        for (int i = place + 1; i < formula.order().size(); i++) {
            weight *= formula.factor();
        }
        Set<Integer> former = new HashSet<>();
        int changed = 0;
        for (int i = 0; i < samples.size(); i++) {
            int rest = hash(formula, i) - weight * values[field][i];
            // The factors are odd, so they can be divided by.
            int before = (unspread(samples.get(i).hash()) - rest) * inverse(weight);
            former.add(before);
            changed += before == values[field][i] ? 0 : 1;
        }
        return former.size() <= FEW * stored && changed >= NEARLY_ALL * samples.size();
    }

    /** Newton's iteration for the number that an odd one, multiplied by, gives 1. */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** HashMap mixes the upper half into the lower one; ConcurrentHashMap drops the sign, too. */
    private boolean isSpread(int hash, int stored) {
        int spread = mixes ? hash ^ (hash >>> 16) : hash;
        return spread == stored || (spread & Integer.MAX_VALUE) == stored;
    }

    private int unspread(int stored) {
        return mixes ? stored ^ (stored >>> 16) : stored;
    }

    /** All rows of one to all of the fields. */
    private List<List<Integer>> orders() {
        List<List<Integer>> orders = new ArrayList<>();
        addOrders(new ArrayList<>(), orders);
        return orders;
    }

    private void addOrders(List<Integer> begun, List<List<Integer>> orders) {
        for (int field = 0; field < fields.size(); field++) {
            if (!begun.contains(field)) {
                List<Integer> longer = new ArrayList<>(begun);
                longer.add(field);
                orders.add(longer);
                addOrders(longer, orders);
            }
        }
    }

    /** Whether the JDK defines the hash of what is in the field, by a value and not by identity. */
    private boolean isHashable(Field field) {
        if (!field.isReference()) {
            return field.kind() != 'F' && field.kind() != 'D';
        }
        return samples.stream()
                .map(entry -> heap.follow(entry.key(), field.name()))
                .allMatch(target -> target.isEmpty() || isValue(target.getAsInt()));
    }

    private boolean isValue(int object) {
        return heap.text(object).isPresent() || KeyContents.boxed(heap, object).isPresent();
    }

    /** The hash code of that field's value in each sample. */
    private int[] hashes(Field field) {
        int[] hashes = new int[samples.size()];
        for (int i = 0; i < hashes.length; i++) {
            int key = samples.get(i).key();
            hashes[i] =
                    field.isReference() ? hash(heap.follow(key, field.name())) : hash(key, field);
        }
        return hashes;
    }

    private int hash(int key, Field field) {
        return hash(heap.number(key, field.name()).orElse(0), field.kind());
    }

    private static int hash(long number, char kind) {
        return switch (kind) {
            case 'J' -> Long.hashCode(number);
            case 'Z' -> Boolean.hashCode(number != 0);
            default -> (int) number;
        };
    }

    private int hash(OptionalInt object) {
        if (object.isEmpty()) {
            return 0;
        }
        Optional<String> text = heap.text(object.getAsInt());
        return text.isPresent()
                ? text.get().hashCode()
                : hash(
                        KeyContents.boxed(heap, object.getAsInt()).orElse(0),
                        kindOf(object.getAsInt()));
    }

    private char kindOf(int boxed) {
        return switch (heap.typeName(heap.typeOf(boxed))) {
            case "java.lang.Long" -> 'J';
            case "java.lang.Boolean" -> 'Z';
            default -> 'I';
        };
    }
}
