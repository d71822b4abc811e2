package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Threads that are started for each operation and do not end, because they wait for ever. */
final class BlockedThreads implements JvmPattern {
    @Override
    public String id() {
        return "blocked-threads";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> isRunning(suspect, entry))
                ? Optional.of(blocked(suspect))
                : Optional.empty();
    }

    /** Threads that have not started, or have ended, are objects like others. */
    private static boolean isRunning(JvmSuspect suspect, int entry) {
        return suspect.isA(entry, Threads.THREAD) && Threads.of(suspect, entry).isPresent();
    }

    private static Match blocked(JvmSuspect suspect) {
        List<String> evidence = new ArrayList<>();
        Optional<Map.Entry<String, Integer>> place =
                Threads.commonPlace(suspect, suspect.entries());
        place.ifPresent(at ->
                evidence.add(
                        "%d of %d threads looked at are in %s"
                                .formatted(at.getValue(), suspect.entries().size(), at.getKey())));
        evidence.add(
                "a thread that runs is never collected, nor anything on its stack; and its stack"
                        + " takes memory outside of the heap");
        boolean pooled = suspect.mostEntries(entry -> isWorker(suspect, entry));
        if (pooled) {
            evidence.add("they are workers of a pool that makes as many threads as it has tasks");
        }
        return new Match(
                "threads are started again and again and do not end",
                evidence,
                List.of(),
                site(suspect),
                pooled ? poolFix(suspect) : threadFix(suspect, place));
    }

    private static boolean isWorker(JvmSuspect suspect, int thread) {
        OptionalInt task = Threads.task(suspect, thread);
        return task.isPresent() && suspect.isA(task.getAsInt(), Threads.POOL_WORKER);
    }

    private static @Nullable AllocationSite site(JvmSuspect suspect) {
        int thread = suspect.entries().getLast();
        int task = Threads.task(suspect, thread).orElse(thread);
        return ClassNames.site(suspect.className(task));
    }

    private static Fix threadFix(JvmSuspect suspect, Optional<Map.Entry<String, Integer>> place) {
        return Fix.of(
                        "Let every wait have an end%s, and give the work to a pool with a fixed number of threads."
                                .formatted(
                                        place.map(at -> ", first that in " + at.getKey())
                                                .orElse("")))
                .before("new Thread(() -> handle(answers.take())).start();")
                .after(
                        """
                        workers.execute(() -> {               // a pool of a fixed size
                            Answer answer = answers.poll(30, TimeUnit.SECONDS);
                            if (answer != null) {
                                handle(answer);
                            }
                        });\
                        """)
                .trap(
                        "Daemon threads let the JVM end, but are kept as long as it runs; and"
                                + " interrupt() ends only what waits and lets the interruption out.")
                .verify(suspect.verify() + " jcmd PID Thread.print lists the threads.");
    }

    private static Fix poolFix(JvmSuspect suspect) {
        return Fix.of(
                        "Give the pool a most of threads and its queue a bound, and let every wait of"
                                + " its tasks have an end.")
                .before("pool = Executors.newCachedThreadPool();")
                .after(
                        """
                        pool = new ThreadPoolExecutor(
                                8, 8, 60, TimeUnit.SECONDS,
                                new ArrayBlockingQueue<>(1000),
                                new ThreadPoolExecutor.CallerRunsPolicy());\
                        """)
                .trap(
                        "A bound alone stops the threads and lets the tasks wait: find what they wait for.")
                .verify(suspect.verify() + " jcmd PID Thread.print lists the threads.");
    }
}
