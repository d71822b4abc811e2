package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Maps that threads carry with them, such as the context of a log's lines: each task adds keys, and
 * no task removes them.
 */
final class ThreadContext implements JvmPattern {
    private static final String ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
    private static final String[] MAPS = {"java.util.AbstractMap", "java.util.Dictionary"};

    /** The map is the thread-local's value, or a field of that. */
    private static final int NEAR = 2;

    /** What a context really needs are a handful of keys. */
    private static final int HANDFUL = 40;

    @Override
    public String id() {
        return "thread-context";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        Set<Integer> threads = new LinkedHashSet<>();
        long most = 0;
        for (int holder : suspect.accumulation().holders()) {
            OptionalInt slot = suspect.ownerOf(holder, ENTRY, NEAR);
            if (slot.isPresent() && suspect.isA(holder, MAPS) && holdsTexts(suspect, holder)) {
                suspect.ownerOf(slot.getAsInt(), Threads.THREAD).ifPresent(threads::add);
                most = Math.max(most, HashEntries.of(suspect.heap(), holder).size());
            }
        }
        return threads.isEmpty() || most < HANDFUL
                ? Optional.empty()
                : Optional.of(context(suspect, threads.size(), most));
    }

    /** What is kept for other reasons, such as a cache for each thread, has values of its own. */
    private static boolean holdsTexts(JvmSuspect suspect, int map) {
        List<HashEntries.Entry> entries = HashEntries.of(suspect.heap(), map);
        return !entries.isEmpty()
                && entries.stream()
                        .allMatch(entry ->
                                isText(suspect, entry.key()) && isText(suspect, entry.value()));
    }

    private static boolean isText(JvmSuspect suspect, int object) {
        return object != HashEntries.NONE && suspect.isA(object, "java.lang.String");
    }

    private static Match context(JvmSuspect suspect, int threads, long most) {
        return new Match(
                "the context map of %s is never cleared"
                        .formatted(threads == 1 ? "a thread" : threads + " threads"),
                List.of(
                        "it has %d keys in one thread: every task puts new ones".formatted(most),
                        "the threads go on to the next task, and the map goes with them"),
                List.of(),
                null,
                Fix.of(
                                "Remove in finally what a task has put, with the same keys; use the same few keys"
                                        + " for all tasks, and put what differs into the values.")
                        .before("MDC.put(\"order-\" + id, state);")
                        .after(
                                """
                                MDC.put("order", id);
                                try {
                                    handle(order);
                                } finally {
                                    MDC.remove("order");      // or MDC.clear() where the task ends
                                }\
                                """)
                        .trap(
                                "A pool's threads outlive the task, so clearing where the request"
                                        + " begins does not help the thread that runs no more"
                                        + " requests; and a map that is handed on to tasks of other"
                                        + " threads must be cleared there as well.")
                        .verify(suspect.verify()));
    }
}
