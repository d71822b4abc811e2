package dev.tidemark.monitor.evidence;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Member;
import dev.tidemark.monitor.alert.Pace;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Which instance of an alert is asked: one that lives long enough, and of those the most grown. */
final class Choice {
    /** The end may come sooner than it looks. */
    private static final int SPARE = 3;

    private Choice() {}

    /**
     * The instance to ask; empty when none can be attached to.
     *
     * @param takes how long it will be asked
     */
    static Optional<ProcessState> of(Alert alert, Fleet fleet, Duration takes, Instant now) {
        Instant end = now.plus(takes.multipliedBy(SPARE));
        return alert.members().stream()
                .filter(member -> member.awaySince() == null)
                .filter(member -> fleet.process(member.process()).filter(Choice::asks).isPresent())
                .max(
                        Comparator.comparing((Member member) -> lives(member.pace(), end))
                                .thenComparingDouble(member -> grown(member.pace(), now)))
                .flatMap(member -> fleet.process(member.process()));
    }

    private static boolean asks(ProcessState state) {
        return state.up() && state.process().target() != null;
    }

    private static boolean lives(Pace pace, Instant end) {
        Pace.Limit limit = pace.limit();
        Instant at = limit == null ? null : limit.at();
        return at == null || at.isAfter(end);
    }

    private static double grown(Pace pace, Instant now) {
        Pace.Onset onset = pace.onset();
        double seconds = onset == null ? 0 : Duration.between(onset.at(), now).toMillis() / 1e3;
        return pace.rate().estimate() * seconds;
    }
}
