package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What a queue that nobody drains holds back. What waits in it was to remove or to use something:
 * where something larger grows in step with the queue in the very object that has the queue, the
 * queue is the cause, though it is small itself.
 */
final class Backlog {
    /** By so much the bytes for each entry of the queue may differ from step to step. */
    private static final double IN_STEP = 1.25;

    private static final List<String> QUEUES = List.of("Queue", "Deque");

    private Backlog() {}

    /** What the queue holds back; nothing if the accumulation is no queue. */
    static List<Accumulation> heldBackBy(Accumulation queue, List<Accumulation> all) {
        List<Accumulation> held = new ArrayList<>();
        if (QUEUES.stream().anyMatch(queue.holderType()::endsWith)) {
            for (Accumulation other : all) {
                if (other.totalBytes() > queue.totalBytes()
                        && isWithin(ownerOf(queue), other)
                        && growInStep(queue, other)) {
                    held.add(other);
                }
            }
        }
        return held;
    }

    /** The path of the object that has the queue in a field: not a class, nor a thread. */
    private static List<Step> ownerOf(Accumulation queue) {
        List<Step> path = queue.rawHolder();
        return path.subList(0, Math.max(0, path.size() - 1));
    }

    private static boolean isWithin(List<Step> owner, Accumulation other) {
        List<Step> path = other.rawHolder();
        return !owner.isEmpty()
                && !owner.getLast().type().isEmpty()
                && path.size() > owner.size()
                && path.subList(0, owner.size()).equals(owner);
    }

    private static boolean growInStep(Accumulation queue, Accumulation other) {
        List<Long> entries = Judge.entriesPerStep(queue);
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int step = 0; step < entries.size(); step++) {
            double each = (double) other.bytes().get(step) / Math.max(1, entries.get(step));
            least = Math.min(least, each);
            most = Math.max(most, each);
        }
        return least > 0 && most <= IN_STEP * least;
    }
}
