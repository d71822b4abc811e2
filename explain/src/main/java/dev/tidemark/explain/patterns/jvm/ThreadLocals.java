package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Values of thread-locals that stay with the threads of a pool when their work is done. */
final class ThreadLocals implements JvmPattern {
    private static final String ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
    private static final String THREAD = "java.lang.Thread";

    /**
     * Further below a thread's value lies a part of the program of its own, which has its owner.
     */
    private static final int NEAR = 4;

    /** What a pool's thread runs, or is. */
    private static final String POOL_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private static final String FORK_JOIN = "java.util.concurrent.ForkJoinWorkerThread";

    @Override
    public String id() {
        return "thread-local";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        Set<Integer> slots = new LinkedHashSet<>();
        for (int object : suspect.holdersAndEntries()) {
            suspect.ownerOf(object, ENTRY, NEAR).ifPresent(slots::add);
        }
        return slots.isEmpty() ? Optional.empty() : Optional.of(match(suspect, slots));
    }

    private static Match match(JvmSuspect suspect, Set<Integer> slots) {
        Set<Integer> threads = new LinkedHashSet<>();
        slots.forEach(slot -> suspect.ownerOf(slot, THREAD).ifPresent(threads::add));
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "the values belong to %d live thread%s: %s"
                        .formatted(
                                threads.size(),
                                threads.size() == 1 ? "" : "s",
                                names(suspect, threads)));
        boolean pooled = threads.stream().anyMatch(thread -> isPooled(suspect, thread));
        if (pooled) {
            evidence.add("they are threads of a pool: what one task leaves there, the next finds");
        }
        long stale =
                slots.stream().filter(slot -> suspect.follow(slot, "referent").isEmpty()).count();
        if (stale > 0) {
            evidence.add(
                    "%d of %d values belong to a ThreadLocal that is gone: nobody can remove them"
                            .formatted(stale, slots.size()));
        }
        return new Match(
                "a thread-local of %s holds more and more %s"
                        .formatted(
                                pooled ? "pooled threads" : "a long-lived thread",
                                ClassNames.spoken(suspect.accumulation().entryType())),
                evidence,
                List.of(),
                null,
                new Fix(
                        "Remove the value where the task ends, in finally; make the ThreadLocal a"
                                + " static final field, never one for each object. From Java 25 a"
                                + " ScopedValue ends by itself.",
                        """
                        CONTEXT.set(new Context(request));
                        try {
                            handle(request);
                        } finally {
                            CONTEXT.remove();
                        }\
                        """));
    }

    private static String names(JvmSuspect suspect, Set<Integer> threads) {
        return String.join(
                ", ",
                suspect.heap().threads().stream()
                        .filter(thread -> threads.contains(thread.object()))
                        .map(JvmThread::name)
                        .limit(4)
                        .toList());
    }

    /** A thread keeps what it runs in its holder; up to Java 18 in itself. */
    private static boolean isPooled(JvmSuspect suspect, int thread) {
        OptionalInt task = suspect.follow(thread, "holder", "task");
        if (task.isEmpty()) {
            task = suspect.follow(thread, "target");
        }
        return suspect.isA(thread, FORK_JOIN)
                || (task.isPresent() && suspect.isA(task.getAsInt(), POOL_WORKER));
    }
}
