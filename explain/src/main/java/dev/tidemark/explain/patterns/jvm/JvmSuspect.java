package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * A suspect in the heap of a JVM, and what can be asked there: classes, fields, owners.
 *
 * @param common what can be asked of any runtime
 */
record JvmSuspect(Suspect common, JvmHeap heap) {
    /** Nothing that a pattern looks for is further above its holder. */
    private static final int HIGHEST = 64;

    /** More wrappers than this do not lie around one collection. */
    private static final int MOST_WRAPPERS = 4;

    /** Where the JDK's wrappers, views and executors keep the collection that they stand for. */
    private static final List<String> WRAPPED = List.of("map", "m", "c", "al", "e", "workQueue");

    Accumulation accumulation() {
        return common.accumulation();
    }

    /**
     * The field that a person would look up: {@code Sessions.BY_ID}, {@code AuditLog.pending}.
     * Fields of the JDK's own classes say nothing to a person, so what holds those is named.
     */
    String holderName() {
        List<Integer> holders = accumulation().holders();
        return holders.isEmpty() ? common.holderName() : holderName(holders.getFirst());
    }

    private String holderName(int holder) {
        OwnerTree owners = common.snapshot().owners();
        List<Step> steps = common.rawPath();
        int at = holder;
        for (int i = steps.size() - 1; i > 0; i--) {
            int above = owners.parent(at);
            while (above != OwnerTree.NONE && common.snapshot().rules().isInternal(above)) {
                above = owners.parent(above);
            }
            if (above == OwnerTree.NONE) {
                break;
            }
            String field = steps.get(i).name();
            if (isOfProgram(above) && !field.startsWith("[")) {
                return ClassNames.simple(className(above)) + "." + field;
            }
            at = above;
        }
        return common.ownerName();
    }

    /** Whether an application's or a plug-in's loader made the class of the object. */
    private boolean isOfProgram(int object) {
        return heap.loaderOf(heap.typeOf(object)).isPresent()
                && heap.length(object).isEmpty()
                && heap.typeOfClass(object).isEmpty();
    }

    double bytesEach() {
        return common.bytesEach();
    }

    /** Some of the newest entries. */
    List<Integer> entries() {
        return accumulation().entries();
    }

    /** Whether more than half of the entries are such; not when there are none. */
    boolean mostEntries(IntPredicate isSuch) {
        return 2 * countEntries(isSuch) > entries().size();
    }

    /** How many of {@link #entries} are such. */
    long countEntries(IntPredicate isSuch) {
        return entries().stream().filter(isSuch::test).count();
    }

    /** What a person calls an entry: its class without the package. */
    String entryName() {
        return entries().isEmpty()
                ? ClassNames.spoken(accumulation().entryType())
                : ClassNames.spoken(className(entries().getLast()));
    }

    /** Whether the path begins at a static field of the class, as the JDK's registries do. */
    boolean startsAtStaticOf(String className) {
        List<Step> steps = common.rawPath();
        return !steps.isEmpty() && steps.getFirst().name().startsWith("static " + className + ".");
    }

    /** The holder as it stands in code: {@code pending}; another word if it is no variable. */
    String variable(String otherwise) {
        String name = holderName();
        String last = name.substring(name.lastIndexOf('.') + 1);
        return Character.isJavaIdentifierStart(last.charAt(0)) && !last.contains(" ")
                ? last
                : otherwise;
    }

    /** How to see that a fix works, in the numbers of this report. */
    String verify() {
        return "Hunt again with the same work: after each step %s must hold as many %s as before."
                .formatted(holderName(), ClassNames.spoken(accumulation().entryType()));
    }

    /** Some of the holders, and of the newest entries. */
    List<Integer> holdersAndEntries() {
        List<Integer> all = new ArrayList<>(accumulation().holders());
        all.addAll(entries());
        return all;
    }

    /** The collection that holds the entries, out of its wrappers; empty when it is not known. */
    OptionalInt collection() {
        List<Integer> holders = accumulation().holders();
        if (holders.isEmpty()) {
            return OptionalInt.empty();
        }
        int at = holders.getFirst();
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            OptionalInt inner = wrapped(at);
            if (inner.isEmpty()) {
                break;
            }
            at = inner.getAsInt();
        }
        return OptionalInt.of(at);
    }

    private OptionalInt wrapped(int object) {
        if (!className(object).startsWith("java.util.")) {
            return OptionalInt.empty();
        }
        return WRAPPED.stream()
                .map(field -> heap.follow(object, field))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** The class of an object, with its package. */
    String className(int object) {
        return heap.typeName(heap.typeOf(object));
    }

    /** The class of an object, or what it extends if it is an anonymous one. */
    String namedClass(int object) {
        OptionalInt named = OptionalInt.of(heap.typeOf(object));
        while (ClassNames.isAnonymous(heap.typeName(named.getAsInt()))) {
            OptionalInt above = heap.superType(named.getAsInt());
            if (above.isEmpty()) {
                break;
            }
            named = above;
        }
        return heap.typeName(named.getAsInt());
    }

    /** Whether the object is an instance of one of the classes, or of one that extends it. */
    boolean isA(int object, String... classNames) {
        return extendsClass(heap.typeOf(object), List.of(classNames));
    }

    /** All instances of a class and of those that extend it. Cost: O(objects). */
    List<Integer> instances(String className) {
        BitSet types = new BitSet();
        for (int type = 0; type < heap.typeCount(); type++) {
            if (extendsClass(type, List.of(className))) {
                types.set(type);
            }
        }
        List<Integer> all = new ArrayList<>();
        for (int object = 0; object < heap.objectCount(); object++) {
            if (types.get(heap.typeOf(object))) {
                all.add(object);
            }
        }
        return all;
    }

    private boolean extendsClass(int first, List<String> classNames) {
        OptionalInt type = OptionalInt.of(first);
        while (type.isPresent()) {
            if (classNames.contains(heap.typeName(type.getAsInt()))) {
                return true;
            }
            type = heap.superType(type.getAsInt());
        }
        return false;
    }

    /** The number in a field; 0 if there is no such field. */
    long number(int object, String field) {
        return heap.number(object, field).orElse(0);
    }

    /** What one field after the other leads to. */
    OptionalInt follow(int object, String... fields) {
        OptionalInt at = OptionalInt.of(object);
        for (String field : fields) {
            if (at.isEmpty()) {
                return at;
            }
            at = heap.follow(at.getAsInt(), field);
        }
        return at;
    }

    /** The nearest of those that own the object, itself included, that is of the class. */
    OptionalInt ownerOf(int object, String className) {
        return ownerOf(object, className, HIGHEST);
    }

    /**
     * As {@link #ownerOf(int, String)}.
     *
     * @param most so many objects may stand between, without the insides of collections
     */
    OptionalInt ownerOf(int object, String className, int most) {
        OwnerTree owners = common.snapshot().owners();
        int at = object;
        int between = 0;
        while (at != OwnerTree.NONE && between <= most) {
            if (isA(at, className)) {
                return OptionalInt.of(at);
            }
            between += common.snapshot().rules().isInternal(at) ? 0 : 1;
            at = owners.parent(at);
        }
        return OptionalInt.empty();
    }
}
