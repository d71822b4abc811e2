package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Classes as owners of their static fields. A class that several loaders have made is no owner: its
 * copies are what a leaked loader holds, and hang from that. So do {@link GeneratedClasses}.
 */
final class JvmOwners {
    private final JvmHeap heap;
    private final JvmTypes types;

    JvmOwners(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        this.types = types;
    }

    List<Owner> owners() {
        Set<String> copied = copied();
        BitSet loaders = liveLoaders();
        List<Owner> owners = new ArrayList<>();
        for (int type = 0; type < heap.typeCount(); type++) {
            OptionalInt classObject = heap.classOf(type);
            OptionalInt loader = heap.loaderOf(type);
            boolean alive = loader.isEmpty() || loaders.get(loader.getAsInt());
            boolean alone =
                    types.isPlatform(type)
                            || (!copied.contains(stableName(type)) && !types.isGenerated(type));
            if (classObject.isPresent() && alive && alone) {
                int cost =
                        types.isPlatform(type)
                                ? JvmCosts.STATIC_OF_PLATFORM
                                : JvmCosts.STATIC_OF_PROGRAM;
                owners.add(new Owner(classObject.getAsInt(), List.of(), cost));
            }
        }
        return owners;
    }

    private String stableName(int type) {
        return JvmNames.stable(heap.typeName(type));
    }

    private Set<String> copied() {
        Map<String, Integer> loaderByName = new HashMap<>();
        Set<String> copied = new HashSet<>();
        for (int type = 0; type < heap.typeCount(); type++) {
            int loader = heap.loaderOf(type).orElse(-1);
            Integer other = loaderByName.putIfAbsent(stableName(type), loader);
            if (other != null && other != loader) {
                copied.add(stableName(type));
            }
        }
        return copied;
    }

    /**
     * The loaders that are alive: a dump may hold garbage, and a class that only garbage has loaded
     * owns nothing. The search ends when it has met all, which is soon.
     */
    private BitSet liveLoaders() {
        BitSet missing = new BitSet();
        for (int type = 0; type < heap.typeCount(); type++) {
            heap.loaderOf(type).ifPresent(missing::set);
        }
        BitSet loaders = (BitSet) missing.clone();
        BitSet seen = new BitSet(heap.objectCount());
        int[] queue = new int[1 << 16];
        int waiting = 0;
        queue[waiting++] = heap.root();
        for (int next = 0; next < waiting && !missing.isEmpty(); next++) {
            long end = heap.firstReference(queue[next] + 1);
            for (long at = heap.firstReference(queue[next]); at < end; at++) {
                int target = heap.target(at);
                if (heap.retains(at) && !seen.get(target)) {
                    seen.set(target);
                    missing.clear(target);
                    queue = waiting == queue.length ? Arrays.copyOf(queue, 2 * waiting) : queue;
                    queue[waiting++] = target;
                }
            }
        }
        loaders.andNot(missing);
        return loaders;
    }
}
