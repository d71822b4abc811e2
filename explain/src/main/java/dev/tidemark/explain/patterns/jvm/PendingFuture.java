package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A future that is never completed, and all that waits for it. */
final class PendingFuture implements JvmPattern {
    private static final String FUTURE = "java.util.concurrent.CompletableFuture";

    /** Where the steps of a chain keep the function that they are to call. */
    private static final String FUNCTION = "fn";

    @Override
    public String id() {
        return "pending-future";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        Optional<Integer> future =
                suspect.accumulation().holders().stream()
                        .filter(holder -> suspect.isA(holder, FUTURE))
                        .findFirst();
        if (future.isEmpty() || suspect.follow(future.get(), "result").isPresent()) {
            return Optional.empty();
        }
        String name = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add("the future has no result yet, and each step that waits for one is kept");
        return Optional.of(
                new Match(
                        "%s is never completed, and what waits for it piles up".formatted(name),
                        evidence,
                        List.of(),
                        site(suspect),
                        fix(suspect)));
    }

    private static Fix fix(JvmSuspect suspect) {
        String name = suspect.variable("future");
        return Fix.of(
                        "Complete the future, or do not chain on a long-lived one again and again: give"
                                + " each operation a future of its own, which ends in any case.")
                .before("%s.thenRun(() -> finish(request));".formatted(name))
                .after(
                        """
                        ask(request)                              // a future of this operation alone
                                .orTimeout(30, TimeUnit.SECONDS)
                                .thenRun(() -> finish(request));\
                        """)
                .trap(
                        "Neither cancelling nor timing out a dependent future removes it from the one"
                                + " that it waits for at once; anyOf with a long-lived future adds a"
                                + " step to that with each call.")
                .verify(
                        suspect.verify()
                                + " %s.getNumberOfDependents() tells as well.".formatted(name));
    }

    private static @Nullable AllocationSite site(JvmSuspect suspect) {
        for (int entry : suspect.entries()) {
            int function = suspect.follow(entry, FUNCTION).orElse(entry);
            AllocationSite site = ClassNames.site(suspect.className(function));
            if (site != null) {
                return site;
            }
        }
        return null;
    }
}
