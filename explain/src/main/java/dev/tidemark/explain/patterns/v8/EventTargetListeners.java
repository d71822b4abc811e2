package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Listeners of an EventTarget, most often of an AbortSignal that outlives what listens to it. */
final class EventTargetListeners implements V8Pattern {
    @Override
    public String id() {
        return "event-target-listeners";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        boolean ofTarget = suspect.passes("<symbol kEvents>");
        if (!ofTarget || entry.isEmpty() || !suspect.typeOf(entry.getAsInt()).equals("Listener")) {
            return Optional.empty();
        }
        OptionalInt callback = suspect.follow(entry.getAsInt(), "callback");
        OptionalInt function =
                callback.isPresent() && suspect.isFunction(callback.getAsInt())
                        ? OptionalInt.of(suspect.unwrapped(callback.getAsInt()))
                        : OptionalInt.empty();
        String target = suspect.holderName();
        return Optional.of(
                new Match(
                        "event listeners on %s are never removed".formatted(target),
                        List.of("the target's list of listeners becomes longer and never shorter"),
                        List.of(),
                        function.isPresent() ? suspect.site(function.getAsInt()) : null,
                        new Fix(
                                "Remove the listener when the operation ends, or give every"
                                        + " operation a signal of its own. {once: true} does not help"
                                        + " while the event does not come.",
                                """
                                %1$s.addEventListener('abort', onAbort);
                                try {
                                  // ... the operation
                                } finally {
                                  %1$s.removeEventListener('abort', onAbort);
                                }\
                                """
                                        .formatted(target))));
    }
}
