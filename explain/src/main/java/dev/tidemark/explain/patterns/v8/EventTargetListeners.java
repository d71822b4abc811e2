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
                        fix(target)));
    }

    private static Fix fix(String target) {
        return Fix.of("Remove the listener when what registered it is done.")
                .before("%s.addEventListener('change', listener);".formatted(target))
                .after(
                        """
                        %1$s.addEventListener('change', listener);
                        try {
                          // ... the operation
                        } finally {
                          %1$s.removeEventListener('change', listener);
                        }
                        """
                                .formatted(target))
                .trap(
                        "{ once: true } holds the listener as long as the event does not come. A listener"
                                + " that was added with { capture: true } is removed only with it.")
                .verify(
                        "require('node:events').getEventListeners(%s, 'change').length does not rise."
                                .formatted(target));
    }
}
