package dev.tidemark.gate;

import java.io.IOException;

/**
 * A scenario that cannot be used, or could not be to its end: it throws, hangs, ends, or does
 * nothing. The message is one line for a person: where, what was expected, what was found, what to
 * do.
 */
public final class ScenarioException extends IOException {
    private static final long serialVersionUID = 1;

    ScenarioException(String where, String expected, String found, String remedy) {
        super("%s: expected %s, found %s. %s".formatted(where, expected, found, remedy));
    }

    /** For a scenario whose operation can have no effect, of which no run would tell anything. */
    static ScenarioException noEffect(String where, String operation) {
        return new ScenarioException(
                where,
                "an operation to examine",
                operation + " that does nothing",
                "Call in it what may leak.");
    }
}
