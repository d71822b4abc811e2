package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When nobody is to be told, and of what. Threads: any. */
public final class Mutes {
    /** How long one that is over is still listed. */
    private static final Duration LISTED = Duration.ofDays(30);

    private final Documents documents;
    private final List<WeeklyWindow> weekly;
    private final InstantSource clock;
    private final Map<String, Mute> mutes = new ConcurrentHashMap<>();

    /**
     * @param weekly windows that come every week
     */
    public Mutes(Documents documents, List<WeeklyWindow> weekly, InstantSource clock) {
        this.documents = documents;
        this.weekly = List.copyOf(weekly);
        this.clock = clock;
        documents.open(Kind.SILENCE).stream()
                .map(AlertJson::mute)
                .forEach(mute -> mutes.put(mute.id(), mute));
    }

    /** All that are known, the youngest first; those that are over for a month. */
    public List<Mute> list() {
        return mutes.values().stream()
                .sorted(Comparator.comparing(Mute::from).reversed().thenComparing(Mute::id))
                .toList();
    }

    /** Windows that come every week. */
    public List<WeeklyWindow> weekly() {
        return weekly;
    }

    /** Adds one, or replaces the one of the same id. */
    public void put(Mute mute) {
        forgetOld();
        mutes.put(mute.id(), mute);
        documents.write(List.of(AlertJson.document(mute)));
    }

    /** Ends one now, and says whether there is such a one. */
    public boolean end(String id) {
        Mute ended = mutes.computeIfPresent(id, (_, mute) -> mute.endingAt(clock.instant()));
        if (ended != null) {
            documents.write(List.of(AlertJson.document(ended)));
        }
        return ended != null;
    }

    private void forgetOld() {
        Instant before = clock.instant().minus(LISTED);
        List<String> old =
                mutes.values().stream()
                        .filter(mute -> mute.until().isBefore(before))
                        .map(Mute::id)
                        .toList();
        old.forEach(mutes::remove);
        documents.remove(Kind.SILENCE, old);
    }

    /** What keeps an alert quiet now: the id of a mute, or {@code maintenance}. */
    public Optional<String> of(Alert alert) {
        Instant now = clock.instant();
        if (weekly.stream().anyMatch(window -> window.at(now) && window.match().fits(alert))) {
            return Optional.of("maintenance");
        }
        return mutes.values().stream()
                .filter(mute -> mute.at(now) && mute.match().fits(alert))
                .map(Mute::id)
                .min(Comparator.naturalOrder());
    }
}
