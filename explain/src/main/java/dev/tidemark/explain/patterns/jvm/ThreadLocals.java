package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Values of thread-locals that stay with the threads of a pool when their work is done. */
final class ThreadLocals implements JvmPattern {
    private static final String ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";

    /** How the step of a thread-local begins in paths. */
    private static final String STEP = "thread-local ";

    /**
     * Further below a thread's value lies a part of the program of its own, which has its owner.
     */
    private static final int NEAR = 4;

    /** A pool's thread that is known by its own class. */
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
        slots.forEach(slot -> suspect.ownerOf(slot, Threads.THREAD).ifPresent(threads::add));
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
                fix(suspect));
    }

    private static Fix fix(JvmSuspect suspect) {
        String name = variable(suspect);
        return Fix.of(
                        "Remove the value where the task ends, in finally; make the ThreadLocal a"
                                + " static final field, never one for each object. From Java 25 a"
                                + " ScopedValue ends by itself.")
                .before(
                        """
                        %s.get().add(item);
                        handle(item);\
                        """
                                .formatted(name))
                .after(
                        """
                        %1$s.get().add(item);
                        try {
                            handle(item);
                        } finally {
                            %1$s.remove();
                        }\
                        """
                                .formatted(name))
                .trap(
                        "set(null) keeps the slot, and withInitial makes a new value with the next get()."
                                + " remove() acts on the thread that calls it only.")
                .verify(suspect.verify());
    }

    /** The field that holds the ThreadLocal, as paths have it. */
    private static String variable(JvmSuspect suspect) {
        return suspect.accumulation().holder().steps().stream()
                .map(Step::name)
                .filter(name -> name.startsWith(STEP))
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(name -> name.chars().allMatch(Character::isJavaIdentifierPart))
                .findFirst()
                .orElse("CONTEXT");
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

    private static boolean isPooled(JvmSuspect suspect, int thread) {
        OptionalInt task = Threads.task(suspect, thread);
        return suspect.isA(thread, FORK_JOIN)
                || (task.isPresent() && suspect.isA(task.getAsInt(), Threads.POOL_WORKER));
    }
}
