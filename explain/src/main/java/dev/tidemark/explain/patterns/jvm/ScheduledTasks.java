package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a scheduler: cancelled ones that wait for their time, repeating ones never cancelled.
 */
final class ScheduledTasks implements JvmPattern {
    private static final String QUEUE =
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";

    /** {@code FutureTask}'s state when it was cancelled before it ran. */
    private static final long CANCELLED = 4;

    @Override
    public String id() {
        return "scheduled-tasks";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt queue = suspect.collection();
        return queue.isPresent() && suspect.isA(queue.getAsInt(), QUEUE)
                ? Optional.of(tasks(suspect))
                : Optional.empty();
    }

    private static Match tasks(JvmSuspect suspect) {
        int all = suspect.entries().size();
        long cancelled = suspect.countEntries(task -> suspect.number(task, "state") == CANCELLED);
        long repeating = suspect.countEntries(task -> suspect.number(task, "period") != 0);
        List<String> evidence = new ArrayList<>();
        if (cancelled > 0) {
            evidence.add(
                    "%d of %d tasks looked at are cancelled, and wait for their time all the same"
                            .formatted(cancelled, all));
        }
        if (repeating > 0) {
            evidence.add(
                    "%d of %d repeat: they stay until somebody cancels them"
                            .formatted(repeating, all));
        }
        if (evidence.isEmpty()) {
            evidence.add("each is to run once, later, and keeps what it captured until then");
        }
        return new Match(
                "tasks pile up in the scheduler %s".formatted(suspect.holderName()),
                evidence,
                List.of(),
                site(suspect),
                fix(suspect, 2 * cancelled >= all, 2 * repeating >= all));
    }

    /** A task of a scheduler wraps what it was given in a callable. */
    private static @Nullable AllocationSite site(JvmSuspect suspect) {
        for (int entry : suspect.entries()) {
            OptionalInt given = suspect.follow(entry, "callable", "task");
            if (given.isPresent()) {
                return ClassNames.site(suspect.className(given.getAsInt()));
            }
        }
        return null;
    }

    private static Fix fix(JvmSuspect suspect, boolean cancelled, boolean repeating) {
        String name = suspect.variable("scheduler");
        Fix fix = cancelled ? dropCancelled(name) : repeating ? cancel(name) : once(name);
        return fix.verify(
                suspect.verify() + " %s.getQueue().size() shows the same.".formatted(name));
    }

    private static Fix dropCancelled(String name) {
        return Fix.of("Have cancelled tasks removed at once.")
                .before("%s = new ScheduledThreadPoolExecutor(1);".formatted(name))
                .after(
                        """
                        %1$s = new ScheduledThreadPoolExecutor(1);
                        %1$s.setRemoveOnCancelPolicy(true);\
                        """
                                .formatted(name))
                .trap(
                        "What Executors.newSingleThreadScheduledExecutor returns is a wrapper that"
                                + " cannot be told so: make the ScheduledThreadPoolExecutor yourself.");
    }

    private static Fix cancel(String name) {
        return Fix.of(
                        "Keep the future of each repeating task, and cancel it where its subject ends.")
                .before("%s.scheduleAtFixedRate(task, 1, 1, TimeUnit.MINUTES);".formatted(name))
                .after(
                        """
                        ScheduledFuture<?> repeating =
                                %1$s.scheduleAtFixedRate(task, 1, 1, TimeUnit.MINUTES);
                        // in close():
                        repeating.cancel(false);
                        // and once, where it is made:
                        %1$s.setRemoveOnCancelPolicy(true);\
                        """
                                .formatted(name))
                .trap(
                        "A weak reference inside of the task frees what it works on, but the task"
                                + " itself stays and runs for nothing.");
    }

    private static Fix once(String name) {
        return Fix.of(
                        "Cancel a task when what it waits for has happened, or have one task look"
                                + " through all that is due instead of one for each.")
                .before("%s.schedule(() -> expire(item), 1, TimeUnit.HOURS);".formatted(name))
                .after(
                        """
                        ScheduledFuture<?> timeout =
                                %s.schedule(() -> expire(item), 1, TimeUnit.HOURS);
                        // when the item is done with:
                        timeout.cancel(false);\
                        """
                                .formatted(name))
                .trap(
                        "Cancelled tasks stay until their time as well, unless the scheduler has"
                                + " setRemoveOnCancelPolicy(true).");
    }
}
