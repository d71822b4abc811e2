package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Intervals that are never cleared, and timeouts that pile up because they are far away. */
final class Timers implements V8Pattern {
    private static final String TIMERS =
            "process.getActiveResourcesInfo() has as many Timeout after each operation as before it.";

    @Override
    public String id() {
        return "timers";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !suspect.typeOf(entry.getAsInt()).equals("Timeout")) {
            return Optional.empty();
        }
        OptionalInt callback = suspect.follow(entry.getAsInt(), "_onTimeout");
        if (callback.isEmpty() || !suspect.isFunction(callback.getAsInt())) {
            return Optional.empty();
        }
        int function = suspect.unwrapped(callback.getAsInt());
        boolean interval = isInterval(suspect, entry.getAsInt());
        AllocationSite site = suspect.site(function);
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "every one is an active timer that runs %s".formatted(suspect.typeOf(function)));
        if (interval) {
            evidence.add("the timers repeat: they end only when they are cleared");
        }
        String made = interval ? "setInterval" : "setTimeout";
        return Optional.of(
                new Match(
                        "%s without a clear: timers pile up".formatted(made),
                        evidence,
                        interval ? List.of() : List.of("a timeout goes away when it has fired"),
                        site,
                        fix(interval, named(suspect, function))));
    }

    /** Node sets {@code _repeat} to null in timeouts, and to a number, which has no reference. */
    private static boolean isInterval(V8Suspect suspect, int timeout) {
        OptionalInt repeat = suspect.follow(timeout, "_repeat");
        return repeat.isEmpty() || suspect.typeOf(repeat.getAsInt()).equals("number");
    }

    private static String named(V8Suspect suspect, int function) {
        String name = suspect.nameOf(function);
        return name.isEmpty() ? "work" : name;
    }

    private static Fix fix(boolean interval, String function) {
        return interval
                ? Fix.of("Keep what setInterval returns and clear it where its owner ends.")
                        .before("setInterval(%s, delay);".formatted(function))
                        .after(
                                """
                                this.timer = setInterval(%s, delay);
                                // ... and where the owner is closed:
                                clearInterval(this.timer);
                                """
                                        .formatted(function))
                        .trap(
                                "`unref` lets the process exit and frees nothing. A flag that makes the"
                                        + " function return at once leaves the timer and its scope.")
                        .verify(TIMERS)
                : Fix.of("Clear the timeout when its answer is no longer awaited.")
                        .before(
                                "await Promise.race([work(), timeout(%s, delay)]);"
                                        .formatted(function))
                        .after(
                                """
                                const timer = setTimeout(%s, delay);
                                try {
                                  return await work();
                                } finally {
                                  clearTimeout(timer);
                                }
                                """
                                        .formatted(function))
                        .trap(
                                "Promise.race ends the wait and not the timer: each stays until it fires,"
                                        + " with all that its function can reach.")
                        .verify(TIMERS);
    }
}
