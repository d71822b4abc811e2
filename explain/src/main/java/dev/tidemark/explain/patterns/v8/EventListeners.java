package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Listeners of an EventEmitter that are added again and again and never removed. */
final class EventListeners implements V8Pattern {
    @Override
    public String id() {
        return "event-listeners";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        Step event = suspect.fromEnd(0);
        boolean listeners = suspect.fromEnd(1).name().equals("_events");
        OptionalInt entry = suspect.newest();
        if (!listeners || (entry.isPresent() && !suspect.isFunction(entry.getAsInt()))) {
            return Optional.empty();
        }
        String emitter = suspect.fromEnd(2).name().replaceFirst("^\\[\\*\\]$", "emitter");
        List<String> evidence = new ArrayList<>();
        evidence.add("listeners for \"%s\" are added and none is removed".formatted(event.name()));
        return Optional.of(
                entry.isPresent()
                        ? match(
                                suspect,
                                emitter,
                                event.name(),
                                suspect.unwrapped(entry.getAsInt()),
                                evidence)
                        : sameListener(emitter, event.name(), evidence));
    }

    private static Match match(
            V8Suspect suspect, String emitter, String event, int listener, List<String> evidence) {
        evidence.add(sameFunction(suspect, listener));
        return new Match(
                title(emitter, event),
                evidence,
                List.of(),
                suspect.site(listener),
                fix(emitter, event, suspect.nameOf(listener)));
    }

    private static Match sameListener(String emitter, String event, List<String> evidence) {
        evidence.add("it is one and the same function that is added again and again");
        return new Match(title(emitter, event), evidence, List.of(), null, fix(emitter, event, ""));
    }

    private static String title(String emitter, String event) {
        return "listeners for \"%s\" on %s are never removed".formatted(event, emitter);
    }

    private static String sameFunction(V8Suspect suspect, int listener) {
        return "each is a new function of the same code, " + suspect.typeOf(listener);
    }

    private static Fix fix(String emitter, String event, String function) {
        String listener = function.isEmpty() ? "listener" : function;
        return Fix.of(
                        "Remove the listener when what registered it is done, or register it once"
                                + " outside of the operation.")
                .before("%s.on('%s', %s);".formatted(emitter, event, listener))
                .after(
                        """
                        %1$s.on('%2$s', %3$s);
                        try {
                          // ... the operation
                        } finally {
                          %1$s.off('%2$s', %3$s);   // the same function object
                        }
                        """
                                .formatted(emitter, event, listener))
                .trap(
                        "`once` holds the listener as long as the event does not come, and"
                                + " setMaxListeners only silences the warning. off() with a new arrow"
                                + " function removes nothing.")
                .verify(
                        "%s.listenerCount('%s') is the same after each operation as before it."
                                .formatted(emitter, event));
    }
}
