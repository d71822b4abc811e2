package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.List;
import java.util.Set;

/** The memory of direct buffers, which are small objects for large pieces outside of the heap. */
final class DirectMemory {
    private static final Set<String> BUFFERS = Set.of("java.nio.DirectByteBuffer");

    /** What the memory belongs to if not to the buffer: another one, a segment, a mapped file. */
    private static final List<String> OTHER_OWNERS = List.of("att", "segment", "fd");

    private final JvmHeap heap;
    private final boolean[] isBuffer;

    DirectMemory(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        isBuffer = new boolean[heap.typeCount()];
        for (int type = 0; type < isBuffer.length; type++) {
            isBuffer[type] = types.extendsOne(type, BUFFERS);
        }
    }

    /** Bytes outside of the heap that the object owns; 0 for views and for all other objects. */
    long of(int object) {
        boolean owns =
                isBuffer[heap.typeOf(object)]
                        && OTHER_OWNERS.stream()
                                .noneMatch(field -> heap.follow(object, field).isPresent());
        return owns ? heap.number(object, "capacity").orElse(0) : 0;
    }
}
