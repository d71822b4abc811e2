package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tasks of a {@code java.util.Timer}: never cancelled, or cancelled and never purged. */
final class TimerTasks implements JvmPattern {
    private static final String QUEUE = "java.util.TaskQueue";

    /** {@code TimerTask}'s state. */
    private static final long CANCELLED = 3;

    @Override
    public String id() {
        return "timer-tasks";
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
        evidence.add(
                "a Timer keeps a task and what it captured until it has run for the last time");
        if (cancelled > 0) {
            evidence.add(
                    "%d of %d tasks looked at are cancelled: they stay until their time, or until"
                                    .formatted(cancelled, all)
                            + " somebody calls purge()");
        }
        if (repeating > 0) {
            evidence.add("%d of %d repeat, and so have no last time".formatted(repeating, all));
        }
        String task = suspect.entryName();
        return new Match(
                "tasks pile up in the Timer of %s".formatted(suspect.holderName()),
                evidence,
                List.of(),
                ClassNames.site(suspect.className(suspect.entries().getLast())),
                fix(suspect, ClassNames.typeToWrite(task, "TimerTask")));
    }

    private static Fix fix(JvmSuspect suspect, String task) {
        return Fix.of(
                        "Cancel each task where its subject ends, and purge the timer, so that what"
                                + " was cancelled goes at once. Better: a ScheduledThreadPoolExecutor"
                                + " with setRemoveOnCancelPolicy(true), which survives a task that"
                                + " throws.")
                .before("timer.schedule(new %s(subject), delay);".formatted(task))
                .after(
                        """
                        TimerTask task = new %s(subject);
                        timer.schedule(task, delay);
                        // when the subject ends:
                        task.cancel();
                        timer.purge();\
                        """
                                .formatted(task))
                .trap(
                        "cancel() alone marks the task and leaves it in the queue; and purge() goes"
                                + " through all of the queue, so call it once for many, not in a"
                                + " tight loop.")
                .verify(suspect.verify());
    }
}
