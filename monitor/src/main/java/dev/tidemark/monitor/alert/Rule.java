package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Instant;

/** Looks at one process at a time and says whether it speaks for an alert. */
interface Rule {
    /** Whether a process speaks for an alert of this rule. */
    enum Says {
        FOR,
        AGAINST,
        NEITHER
    }

    AlertKey.Rule name();

    Says says(ProcessState state);

    /** The key of the alert that a process speaks for. */
    AlertKey key(ProcessState state);

    /** Up to when readings are in what the rule says. */
    Instant at(ProcessState state);

    Pace pace(ProcessState state);

    /** Seconds for which a process has to speak for an alert before it fires. */
    double holdSeconds(ProcessState state);

    Alert.Severity severity(Pace pace, Instant now);
}
