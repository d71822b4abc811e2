package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap.Frame;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A queue that is filled faster than it is emptied, or that nobody empties. */
final class UndrainedQueue implements JvmPattern {
    private static final String[] QUEUES = {
        "java.util.concurrent.LinkedBlockingQueue",
        "java.util.concurrent.LinkedBlockingDeque",
        "java.util.concurrent.LinkedTransferQueue",
        "java.util.concurrent.ConcurrentLinkedQueue",
        "java.util.concurrent.ConcurrentLinkedDeque",
        "java.util.concurrent.ArrayBlockingQueue",
        "java.util.concurrent.PriorityBlockingQueue",
        "java.util.concurrent.DelayQueue"
    };

    @Override
    public String id() {
        return "undrained-queue";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt queue = suspect.collection();
        return queue.isEmpty() || !suspect.isA(queue.getAsInt(), QUEUES)
                ? Optional.empty()
                : Optional.of(match(suspect, queue.getAsInt()));
    }

    private static Match match(JvmSuspect suspect, int queue) {
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        bound(suspect, queue, evidence, against);
        evidence.add(consumers(suspect, queue));
        return new Match(
                "%s is filled and not emptied".formatted(suspect.holderName()),
                evidence,
                against,
                null,
                fix(suspect, ClassNames.spoken(suspect.className(queue))));
    }

    /** What the capacity of a queue says: for the pattern, or against it. */
    static void bound(JvmSuspect suspect, int queue, List<String> evidence, List<String> against) {
        long capacity = suspect.heap().number(queue, "capacity").orElse(Integer.MAX_VALUE);
        if (capacity == Integer.MAX_VALUE) {
            evidence.add("the queue has no bound");
        } else {
            against.add("the queue has a bound of " + capacity);
        }
    }

    /** Whoever is at work on the queue has it on the stack. */
    private static String consumers(JvmSuspect suspect, int queue) {
        for (JvmThread thread : suspect.heap().threads()) {
            for (Frame frame : thread.frames()) {
                if (frame.locals().contains(queue)) {
                    return "only thread \"%s\" is at it, in %s"
                            .formatted(thread.name(), Threads.place(thread));
                }
            }
        }
        return "no live thread has it on its stack: nobody takes from it at the moment";
    }

    private static Fix fix(JvmSuspect suspect, String type) {
        String name = suspect.variable("queue");
        String element = suspect.entryName();
        return Fix.of(
                        "Give the queue a bound, so that producers wait or fail instead of the heap;"
                                + " and keep its consumer alive: catch what one element throws"
                                + " within the loop.")
                .before("%s = new %s<>();".formatted(name, type))
                .after(
                        """
                        %1$s = new ArrayBlockingQueue<>(1000);
                        // in the consumer:
                        while (running) {
                            %2$s next = %1$s.take();
                            try {
                                process(next);
                            } catch (IOException | RuntimeException e) {
                                log(e);                           // and go on with the next one
                            }
                        }\
                        """
                                .formatted(name, element))
                .trap(
                        "With a bound, add() throws and put() waits when the queue is full: a"
                                + " producer that also holds a lock of the consumer then stands"
                                + " still with it. offer() with a time limit is the safe one.")
                .verify(suspect.verify());
    }
}
