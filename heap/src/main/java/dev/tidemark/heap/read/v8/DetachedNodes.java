package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the DOM nodes that are in no document any more, as Chrome DevTools does: what an attached
 * node reaches is attached, and what only detached ones reach is detached. Other objects are not
 * passed through.
 */
final class DetachedNodes {
    /** The bits of the field in the file that hold the state; 0 is unknown. */
    private static final int STATE = 3;

    private static final int ATTACHED = 1;
    private static final int DETACHED = 2;

    private final Parsed parsed;
    private final int nativeType;
    private final Map<Integer, Integer> states = new HashMap<>();
    private final NodeStack attached = new NodeStack();
    private final NodeStack detached = new NodeStack();

    private DetachedNodes(Parsed parsed) {
        this.parsed = parsed;
        this.nativeType = parsed.nodeType(ObjectKind.NATIVE);
    }

    /** The nodes whose type is to say that they are detached. */
    static Set<Integer> of(Parsed parsed) {
        if (parsed.nodes().detachedness().isEmpty()) {
            return Set.of();
        }
        DetachedNodes search = new DetachedNodes(parsed);
        parsed.nodes()
                .detachedness()
                .forEach((node, field) -> {
                    int state = field & STATE;
                    if (state != 0) {
                        search.set(node, state);
                    }
                });
        while (!search.attached.isEmpty()) {
            search.spread(search.attached.pop(), ATTACHED);
        }
        while (!search.detached.isEmpty()) {
            search.spread(search.detached.pop(), DETACHED);
        }
        Set<Integer> found = new HashSet<>();
        search.states.forEach((node, state) -> {
            if (state == DETACHED) {
                found.add(node);
            }
        });
        return found;
    }

    private void set(int node, int state) {
        if (parsed.nodes().type(node) != nativeType || states.containsKey(node)) {
            return;
        }
        states.put(node, state);
        if (state == ATTACHED) {
            attached.push(node);
        } else if (state == DETACHED) {
            detached.push(node);
        }
    }

    private void spread(int node, int state) {
        ReferenceKind[] kinds = parsed.layout().referenceKinds();
        long end = parsed.nodes().firstEdge(node + 1);
        for (long edge = parsed.nodes().firstEdge(node); edge < end; edge++) {
            ReferenceKind kind = kinds[parsed.edges().type(edge)];
            if (kind != ReferenceKind.HIDDEN && kind != ReferenceKind.WEAK) {
                set(parsed.edges().target(edge), state);
            }
        }
    }
}
