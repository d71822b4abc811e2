package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The lists of running timers: Node keeps one {@code TimersList} for each delay, in a table that
 * the variable {@code timerListMap} of its module for timers holds. All timers of a delay form a
 * ring, so whoever knows one of them, such as a server its own, reaches those of everybody else.
 */
final class V8Timers {
    private static final int COST = 8;
    private static final int[] NO_MEMBERS = {};

    private final HeapGraph graph;
    private final BitSet lists = new BitSet();
    private final BitSet timers = new BitSet();

    V8Timers(HeapGraph graph) {
        this.graph = graph;
        for (int type = 0; type < graph.typeCount(); type++) {
            switch (graph.typeName(type)) {
                case "TimersList" -> lists.set(type);
                case "Timeout" -> timers.set(type);
                default -> {
                    // Nothing of a timer.
                }
            }
        }
    }

    /** Whether a reference only leads along the ring. */
    boolean isRing(int from, int to) {
        return isPart(from) && isPart(to);
    }

    private boolean isPart(int object) {
        int type = graph.typeOf(object);
        return timers.get(type) || lists.get(type);
    }

    /** The timers of a list; none for any other object. */
    int[] members(int list) {
        if (!lists.get(graph.typeOf(list))) {
            return NO_MEMBERS;
        }
        List<Integer> members = new ArrayList<>();
        BitSet seen = new BitSet();
        int at = V8References.named(graph, list, "_idleNext");
        while (at != V8References.NONE && timers.get(graph.typeOf(at)) && !seen.get(at)) {
            seen.set(at);
            members.add(at);
            at = V8References.named(graph, at, "_idleNext");
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }

    static List<Owner> owners(HeapGraph graph, Map<Integer, String> modules) {
        List<Owner> owners = new ArrayList<>();
        modules.forEach((context, file) -> {
            if (file.endsWith("internal/timers")) {
                addLists(graph, context, owners);
            }
        });
        owners.sort(Comparator.comparing(owner -> owner.labels().getLast()));
        return owners;
    }

    private static void addLists(HeapGraph graph, int context, List<Owner> owners) {
        int lists = V8References.named(graph, context, "timerListMap");
        if (lists == V8References.NONE) {
            return;
        }
        long end = graph.firstReference(lists + 1);
        for (long reference = graph.firstReference(lists); reference < end; reference++) {
            if (graph.referenceKind(reference) == ReferenceKind.ELEMENT) {
                String delay = "every " + graph.referenceName(reference) + " ms";
                owners.add(new Owner(graph.target(reference), List.of("timers", delay), COST));
            }
        }
    }
}
