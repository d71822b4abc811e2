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
                        new Fix(
                                "Settle the promise, or do not wait for a long-lived one again and"
                                        + " again: Promise.race adds a reaction to each of its promises"
                                        + " with every call. Wait for an event or a signal that can be"
                                        + " taken back.",
                                """
                                const stop = new AbortController();
                                try {
                                  await Promise.race([work(), once(bus, 'stop', { signal: stop.signal })]);
                                } finally {
                                  stop.abort();   // takes the listener back
                                }\
                                """)));
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
