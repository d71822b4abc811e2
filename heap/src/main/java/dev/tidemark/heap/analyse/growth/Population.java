package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts what an object refers to by its slots, through the insides of collections and whoever the
 * owner of the targets is. Owner paths tell where something hangs; only slots tell whether a
 * collection has become longer.
 */
final class Population {
    private final HeapGraph graph;
    private final RuntimeRules rules;
    private final OwnerTree owners;

    Population(Snapshot snapshot) {
        graph = snapshot.graph();
        rules = snapshot.rules();
        owners = snapshot.owners();
    }

    /**
     * The slots of {@code holder} that hold something of one of the types; all if there are none.
     */
    long slots(int holder, Set<String> types) {
        long inside = 0;
        for (int internal : insides(holder)) {
            inside += countIn(internal, types);
        }
        return Math.max(Math.max(countIn(holder, types), inside), members(holder, types));
    }

    private long members(int holder, Set<String> types) {
        return Arrays.stream(rules.members(holder))
                .filter(member -> types.isEmpty() || types.contains(rules.typeName(member)))
                .count();
    }

    /** Some of what the holders refer to, themselves and from their insides. */
    List<Integer> targets(List<Integer> holders) {
        Sample targets = new Sample();
        for (int holder : holders) {
            addTargets(holder, targets);
            insides(holder).forEach(internal -> addTargets(internal, targets));
        }
        return targets.objects();
    }

    private void addTargets(int object, Sample targets) {
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            if (isSlot(reference)) {
                targets.add(graph.target(reference));
            }
        }
    }

    private boolean isSlot(long reference) {
        int target = graph.target(reference);
        return graph.retains(reference)
                && !rules.isBookkeeping(target)
                && !rules.isInternal(target);
    }

    /** Bytes of the object and of the insides that it owns. */
    long bytes(int holder) {
        long sum = graph.shallowSize(holder);
        for (int internal : insides(holder)) {
            sum += graph.shallowSize(internal);
        }
        return sum;
    }

    private Set<Integer> insides(int holder) {
        Deque<Integer> waiting = new ArrayDeque<>();
        Set<Integer> seen = new LinkedHashSet<>();
        addInsides(holder, waiting, seen);
        while (!waiting.isEmpty()) {
            addInsides(waiting.remove(), waiting, seen);
        }
        return seen;
    }

    private long countIn(int object, Set<String> types) {
        long count = 0;
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            int target = graph.target(reference);
            if (isSlot(reference) && (types.isEmpty() || types.contains(rules.typeName(target)))) {
                count++;
            }
        }
        return count;
    }

    private void addInsides(int object, Deque<Integer> waiting, Set<Integer> seen) {
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            int target = graph.target(reference);
            if (graph.retains(reference)
                    && rules.isInternal(target)
                    && owners.parent(target) == object
                    && seen.add(target)) {
                waiting.add(target);
            }
        }
    }
}
