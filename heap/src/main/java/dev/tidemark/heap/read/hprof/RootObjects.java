package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.RootKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The objects that the JVM itself keeps alive, each once, and why. */
final class RootObjects {
    private final Map<Integer, Set<RootKind>> kinds = new TreeMap<>();
    private final Links links = new Links();

    private RootObjects() {}

    static RootObjects of(Roots roots, AddressIndex addresses, Stacks stacks) {
        RootObjects all = new RootObjects();
        for (int root = 0; root < roots.count(); root++) {
            int object = addresses.indexOf(roots.id(root));
            // A local variable hangs from its thread.
            if (object >= 0 && stacks.ofLocal(roots, root) == null) {
                all.kinds
                        .computeIfAbsent(object, _ -> EnumSet.noneOf(RootKind.class))
                        .add(roots.kind(root));
            }
        }
        for (int object : all.kinds.keySet()) {
            all.links.add(object, ReferenceCodes.ROOT);
        }
        return all;
    }

    /** From the root to each of them, ascending. */
    Links links() {
        return links;
    }

    List<RootKind> kindsOf(int object) {
        return List.copyOf(kinds.getOrDefault(object, Set.of()));
    }
}
