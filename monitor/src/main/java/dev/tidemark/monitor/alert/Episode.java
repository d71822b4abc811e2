package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.alert.Alert.Severity;
import dev.tidemark.monitor.alert.Alert.State;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An alert that is under way, from its first sign to its end. Not thread-safe. */
final class Episode {
    /** The same that comes back again and again has to stand at most so many times longer. */
    private static final int MOST_PATIENCE = 8;

    /** More instances of one build than this make an alert no clearer. */
    static final int MOST_MEMBERS = 200;

    private final Rule rule;
    private final AlertRules rules;
    private final Map<Integer, Membership> members = new LinkedHashMap<>();
    private Alert alert;

    /** An alert that begins with a process that speaks for it. */
    Episode(Rule rule, AlertRules rules, ProcessState first, int flaps, Instant now) {
        this.rule = rule;
        this.rules = rules;
        AlertKey key = rule.key(first);
        Membership member = new Membership(first, rule, now);
        members.put(first.id(), member);
        this.alert =
                new Alert(
                        key.id(now),
                        key,
                        State.PENDING,
                        rule.severity(member.pace(), now),
                        new Alert.Times(now, null, null),
                        flaps,
                        List.of(member.member()),
                        null,
                        false,
                        null,
                        null,
                        null);
    }

    /** An alert that goes on. */
    Episode(Rule rule, AlertRules rules, Alert kept) {
        this.rule = rule;
        this.rules = rules;
        this.alert = kept;
        kept.members().forEach(member -> members.put(member.process(), new Membership(member)));
    }

    Alert alert() {
        return alert;
    }

    AlertKey key() {
        return alert.key();
    }

    Set<Integer> processes() {
        return members.keySet();
    }

    /** Takes in a process that speaks for the alert, or is a part of it already. */
    void look(ProcessState state, Instant now) {
        if (members.size() >= MOST_MEMBERS && !members.containsKey(state.id())) {
            return;
        }
        members.computeIfAbsent(state.id(), _ -> new Membership(state, rule, now))
                .look(state, rule, now);
    }

    /**
     * Comes to a conclusion after all processes were looked at.
     *
     * @param build the processes of the build that report now
     * @param known the numbers of all processes that the fleet knows
     */
    Optional<Event> conclude(List<ProcessState> build, Set<Integer> known, Instant now) {
        members.values().stream()
                .filter(member -> !known.contains(member.process()))
                .forEach(member -> member.lost(now));
        Optional<Event> event =
                switch (alert.state()) {
                    case PENDING -> pending(build, now);
                    case FIRING -> firing(build, now);
                    case RESOLVED -> Optional.empty();
                };
        return refresh(event, now);
    }

    private Optional<Event> pending(List<ProcessState> build, Instant now) {
        for (ProcessState state : build) {
            Membership member = members.get(state.id());
            if (member != null && member.speaks() && member.held() >= patience(state)) {
                alert = alert.entering(State.FIRING, now, null);
                return Optional.of(Event.FIRING);
            }
        }
        members.values()
                .removeIf(member ->
                        member.away(rules.goneAfter(), now)
                                || (!member.speaks() && !member.away() && member.held() == 0));
        return members.isEmpty() ? Optional.of(Event.DROPPED) : Optional.empty();
    }

    private double patience(ProcessState state) {
        return rule.holdSeconds(state) * Math.min(MOST_PATIENCE, Math.scalb(1.0, alert.flaps()));
    }

    private Optional<Event> firing(List<ProcessState> build, Instant now) {
        Optional<String> end = end(build, now);
        end.ifPresent(why -> alert = alert.entering(State.RESOLVED, now, why));
        return end.map(_ -> Event.RESOLVED);
    }

    /** Why the alert is over; empty while it is not. */
    private Optional<String> end(List<ProcessState> build, Instant now) {
        if (build.isEmpty()) {
            boolean gone =
                    members.values().stream()
                            .allMatch(member -> member.away(rules.goneAfter(), now));
            return gone ? Optional.of("no instance of this build runs any more") : Optional.empty();
        }
        boolean goesOn =
                members.values().stream()
                        .anyMatch(member ->
                                member.away()
                                        ? mayGoOnElsewhere(member, build, now)
                                        : !member.refuted(rules));
        return goesOn ? Optional.empty() : Optional.of("memory has stopped growing");
    }

    /**
     * A leak does not end because an instance does: what has come in its place, and cannot be
     * judged yet, may leak as well.
     */
    private boolean mayGoOnElsewhere(Membership gone, List<ProcessState> build, Instant now) {
        if (!gone.away(rules.resolveAfter(), now)) {
            return true;
        }
        return !gone.away(rules.doubtAtMost(), now)
                && build.stream()
                        .anyMatch(state ->
                                !members.containsKey(state.id())
                                        && gone.mayBeFollowedBy(state)
                                        && rule.says(state) != Rule.Says.AGAINST);
    }

    /** Brings the alert's members and severity up to date, which may be worth an event. */
    private Optional<Event> refresh(Optional<Event> event, Instant now) {
        if (members.size() > 1) {
            members.values().removeIf(member -> member.away(rules.doubtAtMost(), now));
        }
        if (members.isEmpty()) {
            return event;
        }
        Severity severity = alert.severity();
        List<Member> current = new ArrayList<>();
        for (Membership member : members.values()) {
            current.add(member.member());
            if (member.speaks() && rule.severity(member.pace(), now) == Severity.CRITICAL) {
                severity = Severity.CRITICAL;
            }
        }
        boolean news =
                severity != alert.severity() || manyMore(current.size(), alert.members().size());
        alert = alert.with(severity, current);
        return event.isEmpty() && alert.state() == State.FIRING && news
                ? Optional.of(Event.UPDATED)
                : event;
    }

    /** Twice as many are news; one more is not. */
    private static boolean manyMore(int now, int before) {
        return Integer.highestOneBit(now) > Integer.highestOneBit(before);
    }

    void told() {
        alert = alert.wasTold();
    }

    void acknowledge(String who, Instant now) {
        alert = alert.acknowledged(who, now);
    }

    void attach(Cause cause) {
        alert = alert.with(cause);
    }

    /** Ends it because another alert tells the same. */
    void fold(String other, Instant now) {
        alert = alert.entering(State.RESOLVED, now, "the same holder as in alert " + other);
    }
}
