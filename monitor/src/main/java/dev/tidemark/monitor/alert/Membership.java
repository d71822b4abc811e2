package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One instance in an alert that is under way. Not thread-safe. */
final class Membership {
    private final int process;
    private final String instance;
    private final Instant since;
    private Instant at;
    private double held;
    private double calm;
    private double doubt;
    private @Nullable Instant awaySince;
    private Pace pace;

    /** An instance of which nothing has been looked at yet. */
    Membership(ProcessState state, Rule rule, Instant now) {
        this.process = state.id();
        this.instance = state.process().key().instance();
        this.since = now;
        this.at = rule.at(state);
        this.pace = rule.pace(state);
    }

    Membership(Member kept) {
        this.process = kept.process();
        this.instance = kept.instance();
        this.since = kept.since();
        this.at = kept.at();
        this.held = kept.held();
        this.calm = kept.calm();
        this.doubt = kept.doubt();
        this.awaySince = kept.awaySince();
        this.pace = kept.pace();
    }

    int process() {
        return process;
    }

    /** Takes what the rule says of the process now. */
    void look(ProcessState state, Rule rule, Instant now) {
        if (!state.up()) {
            awaySince = awaySince == null ? now : awaySince;
            return;
        }
        awaySince = null;
        Instant until = rule.at(state);
        double seconds = Math.max(0, Duration.between(at, until).toMillis() / 1e3);
        at = until.isAfter(at) ? until : at;
        switch (rule.says(state)) {
            case FOR -> {
                // Readings may come in by the hour, as after an outage of their sender. Between two
                // verdicts that far apart anything may have been, unless both say the same.
                held += doubted() ? 0 : seconds;
                calm = 0;
                doubt = 0;
                pace = rule.pace(state);
            }
            case AGAINST -> {
                held = Math.max(0, held - seconds);
                calm += seconds;
            }
            case NEITHER -> {
                held = Math.max(0, held - seconds);
                doubt += seconds;
            }
        }
    }

    /** The process is not known to the fleet any more. */
    void lost(Instant now) {
        awaySince = awaySince == null ? now : awaySince;
    }

    boolean away() {
        return awaySince != null;
    }

    /** Whether it has been away for so long. */
    boolean away(Duration time, Instant now) {
        return awaySince != null && !awaySince.plus(time).isAfter(now);
    }

    /** Whether something else could have come in its place. */
    boolean mayBeFollowedBy(ProcessState other) {
        return awaySince != null && other.firstSeen().isAfter(since);
    }

    /** Whether it speaks for the alert now. */
    boolean speaks() {
        return !away() && !doubted();
    }

    private boolean doubted() {
        return calm > 0 || doubt > 0;
    }

    double held() {
        return held;
    }

    /** Whether its readings say that all is well, or have said nothing for too long. */
    boolean refuted(AlertRules rules) {
        return calm >= rules.resolveAfter().toMillis() / 1e3
                || calm + doubt >= rules.doubtAtMost().toMillis() / 1e3;
    }

    Pace pace() {
        return pace;
    }

    Member member() {
        return new Member(process, instance, since, at, held, calm, doubt, awaySince, pace);
    }
}
