package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Dead objects that wait for their {@code finalize()}, which one slow or blocked one holds up. */
final class FinalizerQueue implements JvmPattern {
    private static final String FINALIZER = "java.lang.ref.Finalizer";

    /** The only thread that calls {@code finalize()}. */
    private static final String THREAD = "Finalizer";

    @Override
    public String id() {
        return "finalizer-queue";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> suspect.isA(entry, FINALIZER))
                ? Optional.of(waiting(suspect))
                : Optional.empty();
    }

    private static Match waiting(JvmSuspect suspect) {
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        Optional<String> type = commonReferent(suspect);
        type.ifPresent(name ->
                evidence.add(
                        "most of those that wait are %s, whose finalize() was not called yet"
                                .formatted(name)));
        Optional<String> at = busyWith(suspect);
        if (at.isPresent()) {
            evidence.add(
                    "the Finalizer thread is in %s: all others wait for it".formatted(at.get()));
        } else {
            against.add("the Finalizer thread was not in code of the program: it may only be slow");
        }
        String name = type.orElse("objects with a finalizer");
        return new Match(
                "%s wait for the Finalizer thread".formatted(name),
                evidence,
                against,
                null,
                fix(ClassNames.typeToWrite(name, "Resource")));
    }

    /** What class most of the waiting objects have. */
    private static Optional<String> commonReferent(JvmSuspect suspect) {
        Map<String, Integer> counts = new HashMap<>();
        for (int entry : suspect.entries()) {
            OptionalInt referent = suspect.follow(entry, "referent");
            if (referent.isPresent()) {
                String name = ClassNames.spoken(suspect.className(referent.getAsInt()));
                counts.merge(name, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static Optional<String> busyWith(JvmSuspect suspect) {
        return suspect.heap().threads().stream()
                .filter(thread -> thread.name().equals(THREAD))
                .filter(FinalizerQueue::isFinalizing)
                .findFirst()
                .map(Threads::place);
    }

    private static boolean isFinalizing(JvmThread thread) {
        return thread.frames().stream().anyMatch(frame -> frame.method().equals("finalize"));
    }

    private static Fix fix(String type) {
        return Fix.of(
                        "Make the class AutoCloseable and close it where it is used; as a net for"
                                + " what was forgotten register a Cleaner, whose action must not"
                                + " wait. Find what the Finalizer thread waits for first: one"
                                + " blocked finalize() stops all of them.")
                .before(
                        """
                        @Override
                        protected void finalize() {
                            release();
                        }\
                        """)
                .after(
                        """
                        try (%1$s used = new %1$s()) {   // %1$s implements AutoCloseable
                            use(used);
                        }\
                        """
                                .formatted(type))
                .trap(
                        "System.runFinalization() starts a second thread and hides the first one that"
                                + " is stuck; and from Java 18 on finalizers can be switched off"
                                + " (--finalization=disabled), so nothing may depend on them.")
                .verify(
                        "jcmd PID GC.finalizer_info shows what waits: it must be about as much after"
                                + " each round of the same work.");
    }
}
