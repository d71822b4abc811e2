package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which classes are only parts of a collection, by how they are written: links and table entries by
 * the names of their fields; and, within a class that is a collection and has such entries, the
 * boxes around values, the segments that a table is divided into, and what stands before the
 * collection for its users.
 */
final class JvmFamilies {
    /** What values of nodes are called, in the JDK and in libraries. */
    private static final Set<String> VALUES =
            Set.of("value", "val", "item", "element", "valueReference", "v");

    /** And what a box for one value calls it. */
    private static final Set<String> BOXED = Set.of("value", "val", "item", "referent", "v");

    /** What their keys are called; in maps with weak keys the entry itself refers to the key. */
    private static final Set<String> KEYS = Set.of("key", "k", "keyReference", "referent");

    private static final List<String> LINKS = List.of("next", "prev", "left", "right", "parent");

    /** By which of its fields a class that holds nodes is known. */
    private static final Set<String> HEADS =
            Set.of(
                    "table",
                    "head",
                    "first",
                    "root",
                    "stack",
                    "buckets",
                    "segments",
                    "entries",
                    "nodes");

    private final JvmHeap heap;
    private final JvmRole[] roles;
    private final IntPredicate isOfJdksCollections;
    private final BitSet nodes = new BitSet();
    private final BitSet boxes = new BitSet();
    private final BitSet segments = new BitSet();

    /** For each type within a collection that has nodes the name of that collection. */
    private final String[] collections;

    private JvmFamilies(JvmHeap heap, JvmRole[] roles, IntPredicate isOfJdksCollections) {
        this.heap = heap;
        this.roles = roles;
        this.isOfJdksCollections = isOfJdksCollections;
        collections = new String[roles.length];
    }

    /**
     * Finds them all.
     *
     * @param roles what the types are, as far as they show it alone
     * @param isOfJdksCollections whether a type is one of the JDK's packages for collections
     */
    static JvmFamilies of(JvmHeap heap, JvmRole[] roles, IntPredicate isOfJdksCollections) {
        JvmFamilies families = new JvmFamilies(heap, roles, isOfJdksCollections);
        families.findNodes();
        families.findParts();
        return families;
    }

    /** Whether objects of the type are links, table entries, or boxes for the values of those. */
    boolean isNode(int type) {
        return nodes.get(type) || boxes.get(type);
    }

    /** Whether an object of the type stands for one slot: a box stands within another that does. */
    boolean isSlot(int type) {
        return nodes.get(type);
    }

    /** Whether objects of the type have a share of the entries of a collection. */
    boolean isSegment(int type) {
        return segments.get(type);
    }

    /** Whether the type is written within a collection, and is neither that nor a node of it. */
    boolean isWithinCollection(int type) {
        return !collections[type].isEmpty()
                && roles[type] == JvmRole.OBJECT
                && !isNode(type)
                && !collections[type].equals(heap.typeName(type));
    }

    /**
     * Whether an object that stands before a collection for its users may stand before that one.
     */
    boolean isMadeOf(int type, int collection) {
        return isWithinCollection(type) && collections[type].equals(heap.typeName(collection));
    }

    private boolean isObject(int type) {
        return roles[type] == JvmRole.OBJECT || roles[type] == JvmRole.PLATFORM;
    }

    private void findNodes() {
        Set<String> containers = containers();
        for (int type = 0; type < roles.length; type++) {
            if (isObject(type)) {
                String name = heap.typeName(type);
                String outermost = JvmNames.outermost(name);
                boolean isContained = containers.contains(outermost) && !name.equals(outermost);
                nodes.set(type, isContained && isEntry(type));
                boxes.set(type, !isContained && isLinkedPair(type));
            }
        }
        findNodesWithoutLink();
    }

    /** What links extend is an entry, too: the last one of a chain needs no link. */
    private void findNodesWithoutLink() {
        BitSet linked = (BitSet) nodes.clone();
        linked.stream()
                .forEach(type -> {
                    String outermost = JvmNames.outermost(heap.typeName(type));
                    int base = heap.superType(type).orElse(-1);
                    while (base >= 0
                            && JvmNames.outermost(heap.typeName(base)).equals(outermost)
                            && (has(base, VALUES) || has(base, KEYS))) {
                        nodes.set(base);
                        base = heap.superType(base).orElse(-1);
                    }
                });
    }

    /** The outermost classes in which something has the fields of a collection. */
    private Set<String> containers() {
        Set<String> containers = new HashSet<>();
        for (int type = 0; type < roles.length; type++) {
            if (roles[type] == JvmRole.COLLECTION || has(type, HEADS)) {
                containers.add(JvmNames.outermost(heap.typeName(type)));
            }
        }
        return containers;
    }

    /** Entries that stand alone are contents: programs keep them as pairs. */
    private boolean isEntry(int type) {
        return hasLink(type)
                && (has(type, VALUES) || has(type, KEYS) || isOfJdksCollections.test(type));
    }

    /** A class of its own that caches link by the order of use, and keep in a map beside that. */
    private boolean isLinkedPair(int type) {
        return hasLink(type) && has(type, VALUES) && has(type, KEYS);
    }

    private boolean hasLink(int type) {
        return anyReference(type, name -> LINKS.stream().anyMatch(name::startsWith));
    }

    private boolean has(int type, Set<String> names) {
        return anyReference(type, names::contains);
    }

    private boolean anyReference(int type, Predicate<String> isNamed) {
        return heap.fields(type).stream()
                .anyMatch(field -> field.isReference() && isNamed.test(field.name()));
    }

    private void findParts() {
        Set<String> withNodes = new HashSet<>();
        nodes.stream().forEach(type -> withNodes.add(JvmNames.outermost(heap.typeName(type))));
        Set<String> withEntries = new HashSet<>();
        for (int type = 0; type < roles.length; type++) {
            if (roles[type] == JvmRole.COLLECTION && withNodes.contains(heap.typeName(type))) {
                withEntries.add(heap.typeName(type));
            }
        }
        for (int type = 0; type < roles.length; type++) {
            String outermost = JvmNames.outermost(heap.typeName(type));
            collections[type] = withEntries.contains(outermost) ? outermost : "";
            if (isWithinCollection(type)) {
                segments.set(type, has(type, HEADS));
                boxes.set(type, isBox(type));
            }
        }
    }

    private boolean isBox(int type) {
        List<String> references =
                heap.fields(type).stream().filter(Field::isReference).map(Field::name).toList();
        return references.size() == 1 && BOXED.contains(references.getFirst());
    }
}
