package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Promises that are awaited and never settle, each with what waits for it. */
final class PendingPromises implements V8Pattern {
    @Override
    public String id() {
        return "pending-promises";
    }

    private static final int DEPTH = 6;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry =
                suspect.entryOrPart(part -> settles(suspect, part) || isPending(suspect, part));
        OptionalInt waiting =
                entry.isEmpty() ? entry : waitingFunction(suspect, entry.getAsInt(), DEPTH);
        // Many objects have a promise of their own end: it is no cause when nothing waits for it.
        if (entry.isEmpty() || (waiting.isEmpty() && !entry.equals(suspect.newest()))) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                settles(suspect, entry.getAsInt())
                        ? "each is the function that would settle a promise, and was not called"
                        : "each is a promise that has not settled, with what waits for it");
        if (waiting.isPresent()) {
            evidence.add(
                    "for each an async function waits, with all its variables: "
                            + suspect.typeOf(waiting.getAsInt()));
        }
        Match match =
                Match.of(
                        "what is awaited in %s never comes".formatted(holder),
                        evidence,
                        fix(holder));
        return Optional.of(
                waiting.isPresent() ? match.at(suspect.site(waiting.getAsInt())) : match);
    }

    /**
     * The resolve and reject functions of a promise have no code, and their scope is the promise.
     */
    private static boolean settles(V8Suspect suspect, int object) {
        if (!suspect.isFunction(object) || !suspect.site(object).location().file().isEmpty()) {
            return false;
        }
        OptionalInt scope = suspect.follow(object, "context");
        return scope.isPresent()
                && suspect.text(scope.getAsInt()).startsWith("system / Context")
                && suspect.links(scope.getAsInt()).stream()
                        .anyMatch(link -> isPending(suspect, link.target()));
    }

    private static boolean isPending(V8Suspect suspect, int object) {
        return suspect.typeOf(object).equals("Promise")
                && suspect.links(object).stream()
                        .anyMatch(link ->
                                suspect.text(link.target()).equals("system / PromiseReaction"));
    }

    /** The async function whose state is found first below an object. */
    private static OptionalInt waitingFunction(V8Suspect suspect, int object, int depth) {
        List<Integer> level = List.of(object);
        for (int i = 0; i < depth; i++) {
            List<Integer> next = new ArrayList<>();
            for (int at : level) {
                for (Link link : suspect.links(at)) {
                    if (suspect.text(link.target()).equals("Generator")) {
                        return suspect.follow(link.target(), "function");
                    }
                    if (suspect.owner(link.target()).equals(OptionalInt.of(at))) {
                        next.add(link.target());
                    }
                }
            }
            level = next;
        }
        return OptionalInt.empty();
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Settle every promise, also when no answer comes: by a deadline that rejects it"
                                + " and takes it out of "
                                + holder
                                + ".")
                .before(
                        """
                        const answer = await new Promise((resolve) => %s.set(id, resolve));
                        """
                                .formatted(holder))
                .after(
                        """
                        const { promise, resolve, reject } = Promise.withResolvers();   // Node 22
                        const timer = setTimeout(reject, 5_000, new Error('no answer'));
                        %1$s.set(id, resolve);
                        try {
                          return await promise;
                        } finally {
                          clearTimeout(timer);
                          %1$s.delete(id);
                        }
                        """
                                .formatted(holder))
                .trap(
                        "Promise.race with a deadline lets the caller go on, but what lost the race"
                                + " stays pending and in "
                                + holder
                                + ".")
                .verify(
                        "%s is empty when nothing is under way, and a request whose answer gets lost"
                                        .formatted(holder)
                                + " fails after its deadline.");
    }
}
