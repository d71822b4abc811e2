package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.analyse.ObjectListing;
import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The biggest objects of a JVM as a person knows them: from static fields and threads on. Classes
 * and loaders retain nearly everything and say nothing; the insides of collections and the links of
 * a list retain as much as what they belong to, and say it again.
 */
public final class JvmListing implements ObjectListing {
    /** Each collection has up to three dominators, of which one is told. */
    private static final int MOST_DOMINATORS = 48;

    private static final Step MORE = new Step("...", "");

    private final JvmHeap heap;
    private final JvmTypes types;
    private final JvmThreads threads;
    private final Map<Integer, String> threadNames = new HashMap<>();

    /** The lists in which loaders have their classes, and so all that several of them hold. */
    private final Set<Integer> lists = new HashSet<>();

    public JvmListing(JvmHeap heap) {
        this.heap = heap;
        types = JvmTypes.of(heap);
        threads = new JvmThreads(heap);
        for (Owner thread : threads.owners()) {
            threadNames.put(thread.object(), thread.labels().getFirst());
        }
        for (int type = 0; type < heap.typeCount(); type++) {
            heap.loaderOf(type).ifPresent(this::addLists);
        }
    }

    private void addLists(int loader) {
        OptionalInt classes = heap.follow(loader, "classes");
        if (classes.isPresent() && lists.add(classes.getAsInt())) {
            heap.follow(classes.getAsInt(), "elementData").ifPresent(lists::add);
        }
    }

    @Override
    public boolean lists(int object, int dominator) {
        return switch (role(object)) {
            case ROOTS, CLASS, LOADER, NODE, THREAD_PART, BOOKKEEPING -> false;
            case THREAD -> true;
            case COLLECTION, ARRAY, DATA ->
                    !lists.contains(object)
                            && !isInside(role(dominator))
                            && !isLink(object, dominator);
            case OBJECT, PLATFORM -> !isLink(object, dominator);
        };
    }

    private JvmRole role(int object) {
        return types.of(heap.typeOf(object));
    }

    /** Whether arrays and collections that such an object dominates are its insides. */
    private static boolean isInside(JvmRole dominator) {
        return dominator == JvmRole.COLLECTION || dominator == JvmRole.DATA;
    }

    /** Whether both are of a list that the program linked itself. */
    private boolean isLink(int object, int dominator) {
        return heap.typeOf(object) == heap.typeOf(dominator);
    }

    @Override
    public int mostDominators() {
        return MOST_DOMINATORS;
    }

    @Override
    public HeapPath path(List<Integer> upwards) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at + 1 < upwards.size() && !isStart(upwards.get(at))) {
            if (at == 0 || lists(upwards.get(at), upwards.get(at + 1))) {
                steps.add(step(upwards.get(at), upwards.get(at + 1)));
            }
            at++;
        }
        String thread = threadNames.get(upwards.get(at));
        if (thread != null) {
            steps.add(new Step(threads.readable(thread), ""));
        } else if (!isStart(upwards.get(at))) {
            steps.add(MORE);
        }
        return new HeapPath(steps.reversed());
    }

    private boolean isStart(int object) {
        JvmRole role = role(object);
        return role == JvmRole.ROOTS
                || role == JvmRole.CLASS
                || role == JvmRole.LOADER
                || lists.contains(object)
                || threadNames.containsKey(object);
    }

    private Step step(int object, int dominator) {
        String type = types.name(heap.typeOf(object));
        if (lists.contains(dominator)) {
            return new Step(type, "");
        }
        return switch (role(dominator)) {
            case ROOTS, LOADER -> new Step(type, "");
            case ARRAY, NODE, THREAD_PART, COLLECTION, DATA -> new Step(PathTrie.ANY, type);
            case CLASS, THREAD, OBJECT, PLATFORM, BOOKKEEPING ->
                    new Step(nameIn(dominator, object), type);
        };
    }

    /** What the dominator calls the object; dots if it holds it only through others. */
    private String nameIn(int dominator, int object) {
        long end = heap.firstReference(dominator + 1);
        for (long reference = heap.firstReference(dominator); reference < end; reference++) {
            if (heap.retainedTarget(reference) == object) {
                return name(dominator, reference, object);
            }
        }
        return heap.typeOfClass(dominator).isPresent() ? className(dominator) + ".*" : "...";
    }

    private String name(int dominator, long reference, int object) {
        if (heap.typeOfClass(dominator).isPresent()) {
            return className(dominator) + "." + heap.referenceName(reference);
        }
        return heap.field(dominator, reference) == JvmHeap.NO_FIELD
                ? threads.readable(threads.localName(dominator, object))
                : heap.referenceName(reference);
    }

    private String className(int classObject) {
        int type = heap.typeOfClass(classObject).orElse(heap.typeOf(classObject));
        return "static " + JvmNames.stable(heap.typeName(type));
    }
}
