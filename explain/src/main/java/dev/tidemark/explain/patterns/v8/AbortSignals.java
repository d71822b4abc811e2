package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Operations that listen to the abort of a signal that outlives them. */
final class AbortSignals implements V8Pattern {
    /** Where Node keeps signals that AbortSignal.any made, and what it knows of their sources. */
    private static final Set<String> COMPOSED =
            Set.of(
                    "gcPersistentSignals",
                    "<symbol kDependantSignals>",
                    "sourceSignalsCleanupRegistry",
                    "dependantSignalsCleanupRegistry");

    @Override
    public String id() {
        return "abort-signals";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        if (suspect.rawPath().stream().anyMatch(step -> COMPOSED.contains(step.name()))) {
            return Optional.of(composed());
        }
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty()
                || !suspect.typeOf(entry.getAsInt()).equals("Listener")
                || !isAbortSignal(suspect)) {
            return Optional.empty();
        }
        String signal = signalName(suspect);
        Match match =
                Match.of(
                        "abort listeners on %s are never removed".formatted(signal),
                        List.of(
                                "the signal's list of listeners becomes longer and never shorter",
                                "a signal keeps its listeners until it aborts, and this one has not"),
                        fix(signal));
        OptionalInt callback = suspect.follow(entry.getAsInt(), "callback");
        return Optional.of(
                callback.isPresent() && suspect.isFunction(callback.getAsInt())
                        ? match.at(suspect.site(suspect.unwrapped(callback.getAsInt())))
                        : match);
    }

    /** {@code shutdown.signal}: the signal of a controller is a private field of it. */
    private static String signalName(V8Suspect suspect) {
        List<Step> steps = suspect.accumulation().holder().steps();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).name().equals("#signal")) {
                return steps.get(i - 1).name() + ".signal";
            }
        }
        return suspect.holderName();
    }

    /** Node 20 calls its signals EventTarget; what only signals have tells them. */
    private static boolean isAbortSignal(V8Suspect suspect) {
        OptionalInt at = suspect.holder();
        for (int i = 0; i < 4 && at.isPresent(); i++) {
            int object = at.getAsInt();
            if (suspect.typeOf(object).equals("AbortSignal")
                    || suspect.follow(object, "<symbol kAborted>").isPresent()) {
                return true;
            }
            at = suspect.owner(object);
        }
        return false;
    }

    private static Match composed() {
        return Match.of(
                "AbortSignal.any is called again and again with a signal that outlives its result",
                List.of(
                        "Node keeps what it made of each call as long as a source may still abort",
                        "a source signal lives on and does not abort"),
                Fix.of(
                                "Combine the signals once, or listen to the long-lived one and remove the"
                                        + " listener when the operation ends.")
                        .before("const signal = AbortSignal.any([shutdown.signal, own.signal]);")
                        .after(
                                """
                                const cancel = () => own.abort(shutdown.signal.reason);
                                shutdown.signal.addEventListener('abort', cancel);
                                try {
                                  await work(own.signal);
                                } finally {
                                  shutdown.signal.removeEventListener('abort', cancel);
                                }
                                """)
                        .trap(
                                "A composed signal with a listener of its own is kept until a source"
                                        + " aborts; without one, some versions of Node (20 to 24) still keep a"
                                        + " record of each call.")
                        .verify("In a snapshot the number of AbortSignal objects does not rise."));
    }

    private static Fix fix(String signal) {
        return Fix.of(
                        "Remove the listener when the operation ends, or give the operation a signal"
                                + " of its own that depends on the long-lived one by AbortSignal.any.")
                .before(
                        """
                        %s.addEventListener('abort', cancel);
                        await work();
                        """
                                .formatted(signal))
                .after(
                        """
                        %1$s.addEventListener('abort', cancel);
                        try {
                          await work();
                        } finally {
                          %1$s.removeEventListener('abort', cancel);
                        }
                        """
                                .formatted(signal))
                .trap(
                        "{ once: true } removes the listener when the signal aborts, which does not"
                                + " happen before the service ends. A signal of AbortSignal.any that has a"
                                + " listener of its own stays alive, too.")
                .verify(
                        "require('node:events').getEventListeners(%s, 'abort').length does not rise."
                                .formatted(signal));
    }
}
