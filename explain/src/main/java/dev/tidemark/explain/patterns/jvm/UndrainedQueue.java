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
    private static final String EXECUTOR = "java.util.concurrent.ThreadPoolExecutor";
    private static final String[] QUEUES = {
        "java.util.concurrent.LinkedBlockingQueue",
        "java.util.concurrent.LinkedBlockingDeque",
        "java.util.concurrent.LinkedTransferQueue",
        "java.util.concurrent.ConcurrentLinkedQueue",
        "java.util.concurrent.ConcurrentLinkedDeque",
        "java.util.concurrent.ArrayBlockingQueue",
        "java.util.concurrent.PriorityBlockingQueue",
        "java.util.concurrent.DelayQueue",
        "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue",
        "java.util.TaskQueue"
    };

    /** {@code FutureTask}'s state when it was cancelled before it ran. */
    private static final long CANCELLED = 4;

    @Override
    public String id() {
        return "undrained-queue";
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
        long capacity = suspect.heap().number(queue, "capacity").orElse(Integer.MAX_VALUE);
        if (capacity == Integer.MAX_VALUE) {
            evidence.add("the queue has no bound");
        } else {
            against.add("the queue has a bound of " + capacity);
        }
        OptionalInt executor = suspect.ownerOf(queue, EXECUTOR);
        if (executor.isPresent()) {
            evidence.addAll(workers(suspect, executor.getAsInt()));
        } else {
            evidence.add(consumers(suspect, queue));
        }
        cancelled(suspect).ifPresent(evidence::add);
        String name = suspect.holderName();
        return new Match(
                "%s is filled and not emptied".formatted(name),
                evidence,
                against,
                null,
                fix(executor.isPresent(), evidence.getLast().contains("cancelled")));
    }

    /** What the threads of a pool do while its queue becomes longer. */
    private static List<String> workers(JvmSuspect suspect, int executor) {
        List<String> words = new ArrayList<>();
        OptionalInt workers = suspect.follow(executor, "workers", "map");
        if (workers.isPresent()) {
            for (HashEntries.Entry worker : HashEntries.of(suspect.heap(), workers.getAsInt())) {
                suspect.follow(worker.key(), "thread")
                        .ifPresent(thread -> busy(suspect, thread).ifPresent(words::add));
            }
        }
        return words.isEmpty()
                ? List.of("its pool has no thread that works")
                : words.subList(0, Math.min(3, words.size()));
    }

    private static Optional<String> busy(JvmSuspect suspect, int thread) {
        return suspect.heap().threads().stream()
                .filter(one -> one.object() == thread)
                .findFirst()
                .map(one -> "its worker \"%s\" is in %s".formatted(one.name(), place(one)));
    }

    /** The innermost call of the program's own. */
    private static String place(JvmThread thread) {
        return thread.frames().stream()
                .filter(frame -> !isOfRuntime(frame.className()))
                .findFirst()
                .or(() -> thread.frames().stream().findFirst())
                .map(UndrainedQueue::text)
                .orElse("no Java code");
    }

    private static boolean isOfRuntime(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || ClassNames.isLambda(className);
    }

    private static String text(Frame frame) {
        String method = ClassNames.spoken(frame.className()) + "." + frame.method();
        return frame.file() == null || frame.line() <= 0
                ? method
                : "%s (%s:%d)".formatted(method, frame.file(), frame.line());
    }

    /** Whoever is at work on the queue has it on the stack. */
    private static String consumers(JvmSuspect suspect, int queue) {
        for (JvmThread thread : suspect.heap().threads()) {
            for (Frame frame : thread.frames()) {
                if (frame.locals().contains(queue)) {
                    return "only thread \"%s\" is at it, in %s"
                            .formatted(thread.name(), place(thread));
                }
            }
        }
        return "no live thread has it on its stack: nobody takes from it at the moment";
    }

    private static Optional<String> cancelled(JvmSuspect suspect) {
        long cancelled =
                suspect.entries().stream()
                        .filter(entry -> suspect.isA(entry, "java.util.concurrent.FutureTask"))
                        .filter(entry -> suspect.number(entry, "state") == CANCELLED)
                        .count();
        return cancelled == 0
                ? Optional.empty()
                : Optional.of(
                        "%d of %d tasks looked at are cancelled, and wait for their time all the same"
                                .formatted(cancelled, suspect.entries().size()));
    }

    private static Fix fix(boolean isPool, boolean cancelled) {
        if (cancelled) {
            return new Fix(
                    "Have cancelled tasks removed at once.",
                    """
                    scheduler.setRemoveOnCancelPolicy(true);     // a ScheduledThreadPoolExecutor\
                    """);
        }
        return isPool
                ? new Fix(
                        "Give the pool a queue with a bound and say what happens when it is full, and"
                                + " every task a time limit, so that none blocks the rest.",
                        """
                        new ThreadPoolExecutor(
                                4, 4, 0, TimeUnit.SECONDS,
                                new ArrayBlockingQueue<>(1000),
                                new ThreadPoolExecutor.CallerRunsPolicy());\
                        """)
                : new Fix(
                        "Give the queue a bound, so that producers wait or fail instead of the heap;"
                                + " and keep its consumer alive: catch what one element throws"
                                + " within the loop.",
                        """
                        BlockingQueue<Event> pending = new ArrayBlockingQueue<>(1000);
                        // in the consumer:
                        while (running) {
                            Event event = pending.take();
                            try {
                                write(event);
                            } catch (IOException | RuntimeException e) {
                                log(e);                           // and go on with the next one
                            }
                        }\
                        """);
    }
}
