package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Shutdown hooks that are added for each operation, with all that their threads know. */
final class ShutdownHooks implements JvmPattern {
    private static final String REGISTRY = "java.lang.ApplicationShutdownHooks";

    @Override
    public String id() {
        return "shutdown-hooks";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.startsAtStaticOf(REGISTRY) ? Optional.of(hooks(suspect)) : Optional.empty();
    }

    private static Match hooks(JvmSuspect suspect) {
        return new Match(
                "shutdown hooks pile up until the JVM ends",
                List.of(
                        "Runtime keeps each hook, a thread that has not started, and what it captured",
                        "they are all started at once when the process is told to end"),
                List.of(),
                site(suspect),
                Fix.of(
                                "Add one hook for the whole program, which closes what is still open,"
                                        + " and take away those whose subject has ended.")
                        .before("Runtime.getRuntime().addShutdownHook(new Thread(this::close));")
                        .after(
                                """
                                Thread hook = new Thread(this::close);
                                Runtime.getRuntime().addShutdownHook(hook);
                                // where the subject ends:
                                Runtime.getRuntime().removeShutdownHook(hook);
                                close();\
                                """)
                        .trap(
                                "removeShutdownHook throws when the JVM is ending already; and it needs"
                                        + " the same Thread object, so keep that.")
                        .verify(suspect.verify()));
    }

    /** What the hooks run, when it is written as a lambda or an anonymous class. */
    private static @Nullable AllocationSite site(JvmSuspect suspect) {
        for (int entry : suspect.entries()) {
            int runs = suspect.isA(entry, Threads.THREAD) ? task(suspect, entry) : entry;
            AllocationSite site = ClassNames.site(suspect.className(runs));
            if (site != null) {
                return site;
            }
        }
        return null;
    }

    private static int task(JvmSuspect suspect, int thread) {
        OptionalInt task = Threads.task(suspect, thread);
        return task.orElse(thread);
    }
}
