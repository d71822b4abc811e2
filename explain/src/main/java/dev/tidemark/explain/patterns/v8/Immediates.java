package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Work that asks for the next turn of the event loop again and again, and does not end. */
final class Immediates implements V8Pattern {
    private static final Set<String> TYPES = Set.of("Immediate");

    @Override
    public String id() {
        return "immediates";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !suspect.isOfRuntime(entry.getAsInt(), TYPES)) {
            return Optional.empty();
        }
        OptionalInt callback = suspect.follow(entry.getAsInt(), "_onImmediate");
        if (callback.isEmpty() || !suspect.isFunction(callback.getAsInt())) {
            return Optional.empty();
        }
        int function = suspect.unwrapped(callback.getAsInt());
        String name = suspect.nameOf(function).isEmpty() ? "work" : suspect.nameOf(function);
        return Optional.of(
                new Match(
                        "more and more work asks for every turn of the event loop",
                        List.of(
                                "every one waits for the next turn to run "
                                        + suspect.typeOf(function),
                                "each turn of the event loop runs all of them, so the process gets"
                                        + " slower, too"),
                        List.of(),
                        suspect.site(function),
                        fix(name)));
    }

    private static Fix fix(String function) {
        return Fix.of(
                        "Give the work an end: a number of turns, a deadline or an AbortSignal; and wait for"
                                + " an event instead of asking for it at every turn.")
                .before("if (!done()) setImmediate(%s);".formatted(function))
                .after(
                        """
                        if (!done() && !signal.aborted) setImmediate(%s);
                        // where the operation ends, or AbortSignal.timeout(5000):
                        controller.abort();
                        """
                                .formatted(function))
                .trap(
                        "A setTimeout in its place is kinder to the processor and leaks as much. `unref`"
                                + " lets the process exit and frees nothing.")
                .verify(
                        "process.getActiveResourcesInfo() has as many Immediate after each operation as"
                                + " before it.");
    }
}
