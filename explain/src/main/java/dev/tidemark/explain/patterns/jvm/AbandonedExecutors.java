package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Pools that are made for each operation and not shut down: their idle threads keep them. */
final class AbandonedExecutors implements JvmPattern {
    /** Where a newer JDK notes each pool, weakly. */
    private static final String REGISTRY = "jdk.internal.vm.ThreadContainers";

    /** Fewer pools are the pools of a program. */
    private static final int FEW = 5;

    @Override
    public String id() {
        return "abandoned-executors";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        if (suspect.startsAtStaticOf(REGISTRY) && !isOfThreads(suspect)) {
            return Optional.of(
                    abandoned(
                            suspect,
                            "the JDK notes %d of them"
                                    .formatted(suspect.accumulation().counts().getLast())));
        }
        Set<Integer> pools = new HashSet<>();
        for (int entry : suspect.entries()) {
            pool(suspect, entry).ifPresent(pools::add);
        }
        return pools.size() < FEW || 2 * pools.size() <= suspect.entries().size()
                ? Optional.empty()
                : Optional.of(
                        abandoned(
                                suspect,
                                "the %d threads looked at are workers of %d pools"
                                        .formatted(suspect.entries().size(), pools.size())));
    }

    private static boolean isOfThreads(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> suspect.isA(entry, Threads.THREAD));
    }

    /** The pool whose worker a thread runs. */
    private static OptionalInt pool(JvmSuspect suspect, int thread) {
        OptionalInt task = Threads.task(suspect, thread);
        return task.isPresent() && suspect.isA(task.getAsInt(), Threads.POOL_WORKER)
                ? suspect.follow(task.getAsInt(), "this$0")
                : OptionalInt.empty();
    }

    private static Match abandoned(JvmSuspect suspect, String evidence) {
        return new Match(
                "thread pools are made again and again and never shut down",
                List.of(
                        evidence,
                        "a worker that waits for its next task is a live thread: it keeps its pool,"
                                + " and the pool keeps the worker"),
                List.of(),
                null,
                Fix.of(
                                "Make one pool for the program and use it for all operations, or shut it down in finally.")
                        .before(
                                """
                                ExecutorService pool = Executors.newFixedThreadPool(1);
                                pool.submit(work);\
                                """)
                        .after(
                                """
                                private static final ExecutorService POOL =
                                        Executors.newFixedThreadPool(4);
                                // for each operation:
                                POOL.submit(work);
                                // or, from Java 19, a pool of its own:
                                try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
                                    pool.submit(work);
                                }\
                                """)
                        .trap(
                                "close() waits until all tasks have ended, for ever if one never does."
                                        + " And newSingleThreadExecutor ends with the collection of"
                                        + " what it returned, others do not: no reason to rely on it.")
                        .verify(suspect.verify() + " jcmd PID Thread.print lists the threads."));
    }
}
