package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The lists of running timers: Node keeps one {@code TimersList} for each delay, in a table that
 * the variable {@code timerListMap} of its module for timers holds.
 */
final class V8Timers {
    private static final int COST = 8;

    private V8Timers() {}

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
