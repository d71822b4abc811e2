package dev.tidemark.monitor.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should know: of one build of a service, whatever the number of its
 * instances that show it.
 *
 * @param id of this alert from its beginning to its end
 * @param severity the highest that it has had
 * @param flaps how often the same began again shortly after it had ended
 * @param members instances that show it, in the order in which they began to
 * @param cause who holds what leaks; null until evidence has shown it
 * @param told whether it was handed to the channels
 * @param acknowledgedBy who looks after it; null when nobody said so
 * @param acknowledgedAt when that was; null when nobody said so
 * @param ended why it was resolved; null while it is open
 */
public record Alert(
        String id,
        AlertKey key,
        State state,
        Severity severity,
        Times times,
        int flaps,
        List<Member> members,
        @Nullable Cause cause,
        boolean told,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String ended) {
    private static final Comparator<Member> BY_URGENCY =
            Comparator.comparingLong((Member member) -> limitMillis(member.pace()))
                    .thenComparingDouble(member -> -member.pace().rate().estimate())
                    .thenComparingDouble(member -> -level(member.pace()));

    public Alert {
        members = List.copyOf(members);
    }

    /** How far it is. */
    public enum State {
        /** Seen, but not for long enough. */
        PENDING,
        FIRING,
        RESOLVED
    }

    /** How soon somebody has to do something. */
    public enum Severity {
        /** In working hours. */
        WARNING,
        /** Now. */
        CRITICAL
    }

    /** When it changed its state; null what it has not come to. */
    public record Times(Instant pending, @Nullable Instant firing, @Nullable Instant resolved) {}

    /** The instance that comes to its limit first, or else grows fastest. */
    public Member worst() {
        return members.stream().min(BY_URGENCY).orElseThrow();
    }

    private static long limitMillis(Pace pace) {
        Instant at = pace.limitAt();
        return at == null ? Long.MAX_VALUE : at.toEpochMilli();
    }

    private static double level(Pace pace) {
        Double level = pace.level();
        return level == null ? 0 : level;
    }

    public boolean open() {
        return state != State.RESOLVED;
    }

    Alert entering(State newState, Instant now, @Nullable String why) {
        Times newTimes =
                new Times(
                        times.pending(),
                        newState == State.FIRING ? now : times.firing(),
                        newState == State.RESOLVED ? now : null);
        return new Alert(
                id,
                key,
                newState,
                severity,
                newTimes,
                flaps,
                members,
                cause,
                told,
                acknowledgedBy,
                acknowledgedAt,
                why);
    }

    Alert with(Severity newSeverity, List<Member> newMembers) {
        return new Alert(
                id,
                key,
                state,
                newSeverity,
                times,
                flaps,
                newMembers,
                cause,
                told,
                acknowledgedBy,
                acknowledgedAt,
                ended);
    }

    Alert with(Cause newCause) {
        return new Alert(
                id,
                key,
                state,
                severity,
                times,
                flaps,
                members,
                newCause,
                told,
                acknowledgedBy,
                acknowledgedAt,
                ended);
    }

    Alert wasTold() {
        return new Alert(
                id,
                key,
                state,
                severity,
                times,
                flaps,
                members,
                cause,
                true,
                acknowledgedBy,
                acknowledgedAt,
                ended);
    }

    Alert acknowledged(String who, Instant now) {
        return new Alert(
                id, key, state, severity, times, flaps, members, cause, told, who, now, ended);
    }
}
