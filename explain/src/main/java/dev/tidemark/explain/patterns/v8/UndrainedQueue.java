package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A queue into which more is put than is taken out. */
final class UndrainedQueue implements V8Pattern {
    @Override
    public String id() {
        return "undrained-queue";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    private static final Pattern QUEUE =
            Pattern.compile(
                    "(?i)_*(jobs|tasks|todo|waiting|.*(queue|backlog|outbox|inbox|pending|unsent))");
    private static final Set<String> LISTS = Set.of("Array", "Queue", "LinkedList");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        String holder = suspect.holderName();
        String type = suspect.accumulation().holderType();
        if (!QUEUE.matcher(holder).matches() || !LISTS.contains(type)) {
            return Optional.empty();
        }
        long removed = suspect.accumulation().removed().stream().mapToLong(r -> r).sum();
        long added = suspect.accumulation().totalAdded();
        return Optional.of(
                Match.of(
                        "more is put into the queue %s than is taken out".formatted(holder),
                        List.of(
                                removed > 0
                                        ? "for %d that stayed %d were taken out"
                                                .formatted(added, removed)
                                        : "none of those that were there has been taken out"),
                        fix(holder)));
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Find out why "
                                + holder
                                + " is not emptied (a consumer that failed, stopped or is too slow), and"
                                + " bound it: let those who put in wait, or refuse them.")
                .before("%s.push(job);".formatted(holder))
                .after(
                        """
                        if (%1$s.length >= 1000) {
                          throw new Error('too busy: try again later');   // or wait for room
                        }
                        %1$s.push(job);
                        """
                                .formatted(holder))
                .trap(
                        "A larger bound only takes longer to reach. A consumer that throws must not end"
                                + " the loop that empties the queue: catch for each job.")
                .verify("%s.length returns to 0 when no more work comes in.".formatted(holder));
    }
}
