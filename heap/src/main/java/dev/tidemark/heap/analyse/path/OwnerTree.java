package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.BitColumn;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.KeptColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For every object the reference by which a person would explain that it is alive.
 *
 * <p>The shortest path is often a story about runtime internals, so this is a search by cost
 * instead (Dijkstra's, with small integer costs): it starts at the owners that the runtime's rules
 * name and prefers variables and properties of the program to plumbing. O(references) time, 12
 * bytes an object as long as the heap is open, and 4 more while it is made.
 */
public final class OwnerTree {
    /** Of an index. */
    private static final String PART = "owners";

    /** The parent of an object that has none: an owner, the root, or something unreachable. */
    public static final int NONE = -1;

    private static final int UNREACHED = Integer.MAX_VALUE;

    /** A member of a chain is as near to its head as a slot to its collection. */
    private static final int MEMBER_COST = 2;

    private final HeapGraph graph;
    private final IntColumn parent;
    private final IntColumn slot;
    private final IntColumn order;
    private final int reached;
    private final Map<Integer, Owner> owners;

    private OwnerTree(
            HeapGraph graph,
            IntColumn parent,
            IntColumn slot,
            IntColumn order,
            int reached,
            List<Owner> starts) {
        this.graph = graph;
        this.parent = parent;
        this.slot = slot;
        this.order = order;
        this.reached = reached;
        this.owners = new HashMap<>();
        for (Owner owner : starts) {
            if (parent.get(owner.object()) == NONE) {
                owners.putIfAbsent(owner.object(), owner);
            }
        }
    }

    /** Finds the owners of all objects, in the heap's index if they are there. */
    public static OwnerTree of(HeapGraph graph, RuntimeRules rules) {
        List<Owner> starts = rules.owners();
        Optional<OwnerTree> kept = graph.index().find(PART).map(it -> of(graph, it, starts));
        return kept.orElseGet(() -> search(graph, rules, starts));
    }

    private static OwnerTree search(HeapGraph graph, RuntimeRules rules, List<Owner> starts) {
        try (Columns scratch = graph.newColumns()) {
            // The tree lives as long as the heap, and its columns are closed with it.
            Search search = new Search(graph, rules, graph.newColumns(), scratch);
            search.run(starts);
            OwnerTree tree =
                    new OwnerTree(
                            graph,
                            search.parent,
                            search.slot,
                            search.order,
                            search.reached,
                            starts);
            graph.index().keep(PART, tree::kept);
            return tree;
        }
    }

    private static OwnerTree of(HeapGraph graph, KeptColumns kept, List<Owner> starts) {
        int reached = (int) kept.numbers()[0];
        return new OwnerTree(graph, kept.ints(), kept.ints(), kept.ints(), reached, starts);
    }

    private ColumnList kept() {
        return new ColumnList()
                .addNumbers(reached)
                .add(parent, graph.objectCount())
                .add(slot, graph.objectCount())
                .add(order, reached);
    }

    /** The object that owns {@code object}, or {@link #NONE}. */
    public int parent(int object) {
        return parent.get(object);
    }

    /**
     * The reference from the parent; only for an object that has one. For a member of a chain it is
     * the first reference of the chain's head.
     */
    public long reference(int object) {
        return graph.firstReference(parent.get(object)) + slot.get(object);
    }

    /** The owner that {@code object} is itself; only for an object without a parent. */
    public @org.jspecify.annotations.Nullable Owner owner(int object) {
        return owners.get(object);
    }

    /** Whether an object can be reached. */
    public boolean reaches(int object) {
        return parent.get(object) != NONE || owners.containsKey(object) || object == graph.root();
    }

    /** How many objects can be reached at all. */
    public int reachedCount() {
        return reached;
    }

    /** The {@code i}-th object in an order in which parents come before what they own. */
    public int inOrder(int i) {
        return order.get(i);
    }

    /** The state of one search. */
    private static final class Search {
        private final HeapGraph graph;
        private final RuntimeRules rules;
        private final IntColumn parent;
        private final IntColumn slot;
        private final IntColumn order;
        private final IntColumn distance;
        private final BitColumn settled;
        private final CostQueue queue;
        private int reached;

        Search(HeapGraph graph, RuntimeRules rules, Columns columns, Columns scratch) {
            this.graph = graph;
            this.rules = rules;
            int count = graph.objectCount();
            distance = scratch.ints(count);
            distance.fill(count, UNREACHED);
            settled = scratch.bits(count);
            parent = columns.ints(count);
            parent.fill(count, NONE);
            slot = columns.ints(count);
            order = columns.ints(count, Access.SWEPT);
            queue = new CostQueue(rules.maxCost());
        }

        void run(List<Owner> starts) {
            for (Owner owner : starts) {
                if (owner.cost() < distance.get(owner.object())) {
                    distance.set(owner.object(), owner.cost());
                    queue.add(owner.object(), owner.cost());
                }
            }
            distance.set(graph.root(), rules.maxCost());
            queue.add(graph.root(), rules.maxCost());
            while (!queue.isEmpty()) {
                int object = queue.take();
                // An object waits once for each distance it had; all but the nearest are stale.
                if (queue.distance() == distance.get(object) && !isSettled(object)) {
                    order.set(reached++, object);
                    expand(object);
                }
            }
        }

        private boolean isSettled(int object) {
            boolean before = settled.get(object);
            settled.set(object);
            return before;
        }

        private void expand(int object) {
            long first = graph.firstReference(object);
            long end = graph.firstReference(object + 1);
            for (long reference = first; reference < end; reference++) {
                if (!graph.retains(reference)) {
                    continue;
                }
                int target = graph.target(reference);
                if (settled.get(target)) {
                    continue;
                }
                relax(object, target, (int) (reference - first), rules.cost(object, reference));
            }
            for (int member : rules.members(object)) {
                if (!settled.get(member)) {
                    relax(object, member, 0, MEMBER_COST);
                }
            }
        }

        private void relax(int object, int target, int place, int cost) {
            int far = distance.get(object) + cost;
            if (far < distance.get(target)) {
                distance.set(target, far);
                parent.set(target, object);
                slot.set(target, place);
                queue.add(target, far);
            }
        }
    }
}
