package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reactions of one promise that never settles: {@code then}, {@code await}, {@code race}. */
final class PromiseReactions implements V8Pattern {
    @Override
    public String id() {
        return "promise-reactions";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        if (!suspect.accumulation().holderType().equals("Promise")) {
            return Optional.empty();
        }
        String promise = suspect.holderName();
        return Optional.of(
                new Match(
                        "%s never settles, and what waits for it piles up".formatted(promise),
                        List.of(
                                "each then, await or race on the promise adds a reaction, which it"
                                        + " keeps until it settles"),
                        List.of(),
                        site(suspect),
                        fix(promise)));
    }

    private static Fix fix(String promise) {
        return Fix.of(
                        "Settle the promise, or do not wait for a long-lived one again and again: wait"
                                + " for an event or a signal, which can be taken back.")
                .before("await Promise.race([work(), %s]);".formatted(promise))
                .after(
                        """
                        const stop = new AbortController();
                        try {
                          await Promise.race([work(), once(bus, 'stop', { signal: stop.signal })]);
                        } finally {
                          stop.abort();   // takes the listener back
                        }
                        """)
                .trap(
                        "Promise.race adds a reaction to each of its promises with every call, and the"
                                + " result of the race stays with the one that never settles. `await` in a"
                                + " loop does the same.")
                .verify("In a snapshot the number of PromiseReaction objects does not rise.");
    }

    private static @Nullable AllocationSite site(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !suspect.isFunction(entry.getAsInt())) {
            return null;
        }
        AllocationSite site = suspect.site(suspect.unwrapped(entry.getAsInt()));
        return site.location().file().isEmpty() ? null : site;
    }
}
