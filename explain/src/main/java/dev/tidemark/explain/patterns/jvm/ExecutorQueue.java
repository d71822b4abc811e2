package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Tasks that wait in a pool's queue without a bound, because its threads are slow or blocked. */
final class ExecutorQueue implements JvmPattern {
    private static final String EXECUTOR = "java.util.concurrent.ThreadPoolExecutor";

    /** Waits by time, not for a free thread. */
    private static final String SCHEDULED =
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";

    /** A pool has its queue in a field: nothing else is in between. */
    private static final int NEAR = 2;

    private static final int MOST_WORKERS = 3;

    @Override
    public String id() {
        return "executor-queue";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt queue = suspect.collection();
        if (queue.isEmpty() || suspect.isA(queue.getAsInt(), SCHEDULED)) {
            return Optional.empty();
        }
        OptionalInt pool = suspect.ownerOf(queue.getAsInt(), EXECUTOR, NEAR);
        return pool.isPresent() && isQueueOf(suspect, pool.getAsInt(), queue.getAsInt())
                ? Optional.of(match(suspect, pool.getAsInt(), queue.getAsInt()))
                : Optional.empty();
    }

    private static boolean isQueueOf(JvmSuspect suspect, int pool, int queue) {
        OptionalInt own = suspect.follow(pool, "workQueue");
        return own.isPresent() && own.getAsInt() == queue;
    }

    private static Match match(JvmSuspect suspect, int pool, int queue) {
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        UndrainedQueue.bound(suspect, queue, evidence, against);
        evidence.addAll(workers(suspect, pool));
        return new Match(
                "tasks wait in %s, whose pool does not keep up".formatted(suspect.holderName()),
                evidence,
                against,
                site(suspect),
                fix(suspect));
    }

    /** What the threads of a pool do while its queue becomes longer. */
    private static List<String> workers(JvmSuspect suspect, int pool) {
        List<String> words = new ArrayList<>();
        OptionalInt workers = suspect.follow(pool, "workers", "map");
        if (workers.isPresent()) {
            for (HashEntries.Entry worker : HashEntries.of(suspect.heap(), workers.getAsInt())) {
                suspect.follow(worker.key(), "thread")
                        .ifPresent(thread -> busy(suspect, thread).ifPresent(words::add));
            }
        }
        return words.isEmpty()
                ? List.of("its pool has no thread that works")
                : words.subList(0, Math.min(MOST_WORKERS, words.size()));
    }

    private static Optional<String> busy(JvmSuspect suspect, int thread) {
        return Threads.of(suspect, thread)
                .map(one -> "its worker \"%s\" is in %s".formatted(one.name(), Threads.place(one)));
    }

    /** A task wraps what was submitted, once or twice. */
    private static @Nullable AllocationSite site(JvmSuspect suspect) {
        for (int entry : suspect.entries()) {
            int task = suspect.follow(entry, "callable").orElse(entry);
            task = suspect.follow(task, "task").orElse(task);
            AllocationSite site = ClassNames.site(suspect.className(task));
            if (site != null) {
                return site;
            }
        }
        return null;
    }

    private static Fix fix(JvmSuspect suspect) {
        String name = suspect.variable("pool");
        return Fix.of(
                        "Give the pool a queue with a bound and say what happens when it is full, and"
                                + " give every task a time limit, so that none blocks the rest.")
                .before("%s = Executors.newFixedThreadPool(4);".formatted(name))
                .after(
                        """
                        %s = new ThreadPoolExecutor(
                                4, 4, 0, TimeUnit.SECONDS,
                                new ArrayBlockingQueue<>(1000),
                                new ThreadPoolExecutor.CallerRunsPolicy());\
                        """
                                .formatted(name))
                .trap(
                        "More threads only move the queue when all of them wait for the same slow"
                                + " answer; and with a queue without a bound the maximum of threads"
                                + " is never used, only the core size.")
                .verify(suspect.verify());
    }
}
