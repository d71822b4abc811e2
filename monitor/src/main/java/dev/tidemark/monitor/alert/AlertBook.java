package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is worth an alert, by the verdicts on all processes.
 *
 * <ul>
 *   <li>An instance that leaks makes an alert pending; it fires when the verdict has stood for long
 *       enough by the readings' own time. Readings that say otherwise take back as much time as
 *       they cover.
 *   <li>Instances of one build whose memory of one kind grows are one alert. An instance stays in
 *       its alert even if another signal becomes the one that is judged.
 *   <li>It is over when every instance in it has been well for long enough, or none of the build is
 *       left. An instance that was restarted or replaced keeps it open until it has been judged.
 *   <li>What comes back within a day of its end has to stand twice as long, then four times.
 * </ul>
 *
 * <p>Time is handed in, and nothing else is known of the world. Not thread-safe.
 */
public final class AlertBook {
    /** How long an alert that is over is remembered as the same that comes back. */
    static final Duration MEMORY = Duration.ofDays(1);

    private final AlertRules settings;
    private final List<Rule> rules;
    private final Map<String, Episode> episodes = new LinkedHashMap<>();
    private final Map<AlertKey, Past> past = new HashMap<>();

    private record Past(Instant resolved, int flaps) {}

    /** The build of a service. */
    private record Build(String service, String build) {
        static Build of(AlertKey key) {
            return new Build(key.service(), key.build());
        }

        static Build of(ProcessState state) {
            return new Build(state.process().key().service(), state.process().key().build());
        }
    }

    /**
     * A book that goes on where another ended.
     *
     * @param kept its open alerts, and those that were resolved lately
     */
    public AlertBook(AlertRules settings, List<Alert> kept) {
        this.settings = settings;
        this.rules = List.of(new LeakRule(settings), new NearLimitRule(settings));
        for (Alert alert : kept) {
            if (alert.open()) {
                episodes.put(alert.id(), new Episode(ruleOf(alert.key()), settings, alert));
            } else {
                remember(alert);
            }
        }
    }

    private Rule ruleOf(AlertKey key) {
        return rules.stream().filter(rule -> rule.name() == key.rule()).findFirst().orElseThrow();
    }

    private void remember(Alert alert) {
        Instant resolved = alert.times().resolved();
        if (resolved != null) {
            past.put(alert.key(), new Past(resolved, alert.flaps()));
        }
    }

    /** Alerts that are pending or firing, oldest first. */
    public List<Alert> open() {
        return episodes.values().stream().map(Episode::alert).toList();
    }

    /** An open alert by its id. */
    public Optional<Alert> find(String id) {
        return Optional.ofNullable(episodes.get(id)).map(Episode::alert);
    }

    /**
     * Takes the state of the whole fleet.
     *
     * @param now not before that of the last call
     * @param fleet every process that is known, those that are down as well
     * @return what has changed by it, in the order in which it did
     */
    public List<Change> observe(Instant now, List<ProcessState> fleet) {
        past.values().removeIf(one -> one.resolved().plus(MEMORY).isBefore(now));
        List<Change> changes = new ArrayList<>();
        for (Rule rule : rules) {
            look(rule, now, fleet, changes);
        }
        if (!episodes.isEmpty()) {
            conclude(now, fleet, changes);
        }
        return changes;
    }

    private void look(Rule rule, Instant now, List<ProcessState> fleet, List<Change> changes) {
        Map<Integer, Episode> byProcess = new HashMap<>();
        Map<AlertKey, Episode> byKey = new HashMap<>();
        for (Episode episode : episodes.values()) {
            if (episode.key().rule() == rule.name()) {
                byKey.put(episode.key(), episode);
                episode.processes().forEach(process -> byProcess.put(process, episode));
            }
        }
        for (ProcessState state : fleet) {
            Episode episode = byProcess.get(state.id());
            if (episode == null && state.up() && rule.says(state) == Rule.Says.FOR) {
                episode =
                        byKey.computeIfAbsent(
                                rule.key(state), key -> begin(rule, key, state, now, changes));
            }
            if (episode != null) {
                episode.look(state, now);
            }
        }
    }

    private Episode begin(
            Rule rule, AlertKey key, ProcessState state, Instant now, List<Change> changes) {
        Past before = past.get(key);
        int flaps = before == null ? 0 : before.flaps() + 1;
        Episode episode = new Episode(rule, settings, state, flaps, now);
        episodes.put(episode.alert().id(), episode);
        changes.add(new Change(episode.alert(), Event.PENDING));
        return episode;
    }

    private void conclude(Instant now, List<ProcessState> fleet, List<Change> changes) {
        Set<Build> builds = new HashSet<>();
        episodes.values().forEach(episode -> builds.add(Build.of(episode.key())));
        Map<Build, List<ProcessState>> running = new HashMap<>();
        Set<Integer> known = new HashSet<>();
        for (ProcessState state : fleet) {
            known.add(state.id());
            if (state.up() && builds.contains(Build.of(state))) {
                running.computeIfAbsent(Build.of(state), _ -> new ArrayList<>()).add(state);
            }
        }
        for (Episode episode : List.copyOf(episodes.values())) {
            episode.conclude(running.getOrDefault(Build.of(episode.key()), List.of()), known, now)
                    .ifPresent(event -> changes.add(changed(episode, event)));
        }
    }

    private Change changed(Episode episode, Event event) {
        Alert alert = episode.alert();
        if (event == Event.RESOLVED || event == Event.DROPPED) {
            episodes.remove(alert.id());
            remember(alert);
        }
        return new Change(alert, event);
    }

    /**
     * Says who holds what an open alert is about. When another alert of the build has the same
     * holder already, this one is resolved into it.
     */
    public Optional<Change> attach(String id, Cause cause, Instant now) {
        Episode episode = episodes.get(id);
        if (episode == null) {
            return Optional.empty();
        }
        Optional<Episode> same =
                episodes.values().stream()
                        .filter(other -> other != episode && sameHolder(other, episode, cause))
                        .findFirst();
        episode.attach(cause);
        if (same.isPresent()) {
            episode.fold(same.get().alert().id(), now);
            return Optional.of(changed(episode, Event.RESOLVED));
        }
        return Optional.of(changed(episode, Event.UPDATED));
    }

    private static boolean sameHolder(Episode other, Episode episode, Cause cause) {
        Cause known = other.alert().cause();
        return known != null
                && known.fingerprint().equals(cause.fingerprint())
                && other.key().rule() == episode.key().rule()
                && Build.of(other.key()).equals(Build.of(episode.key()));
    }

    /** Says who looks after an open alert. */
    public Optional<Change> acknowledge(String id, String who, Instant now) {
        Episode episode = episodes.get(id);
        if (episode == null) {
            return Optional.empty();
        }
        episode.acknowledge(who, now);
        return Optional.of(changed(episode, Event.ACKNOWLEDGED));
    }

    /** Says that an open alert was handed to the channels. */
    public void told(String id) {
        Episode episode = episodes.get(id);
        if (episode != null) {
            episode.told();
        }
    }
}
