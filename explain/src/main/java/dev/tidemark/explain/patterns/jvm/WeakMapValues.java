package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.jvm.HashEntries.Entry;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A WeakHashMap whose values refer to their keys: so no entry ever goes. */
final class WeakMapValues implements JvmPattern {
    private static final String MAP = "java.util.WeakHashMap";

    /** So many entries are looked at, and so many objects behind each. */
    private static final int SAMPLES = 100;

    private static final int NEAR = 500;

    @Override
    public String id() {
        return "weak-map-value";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt map = suspect.collection();
        if (map.isEmpty() || !suspect.isA(map.getAsInt(), MAP)) {
            return Optional.empty();
        }
        List<Entry> entries = HashEntries.of(suspect.heap(), map.getAsInt());
        List<Entry> samples = entries.stream().limit(SAMPLES).toList();
        long reaching = samples.stream().filter(entry -> reachesKey(suspect, entry)).count();
        if (2 * reaching < samples.size() || reaching == 0) {
            return Optional.empty();
        }
        long alive = entries.stream().filter(entry -> entry.key() != HashEntries.NONE).count();
        return Optional.of(
                match(
                        suspect,
                        List.of(
                                "the value leads back to its own key in %d of %d entries looked at"
                                        .formatted(reaching, samples.size()),
                                "%d of %d keys are alive after a full collection"
                                        .formatted(alive, entries.size()))));
    }

    private static boolean reachesKey(JvmSuspect suspect, Entry entry) {
        return entry.key() != HashEntries.NONE
                && entry.value() != HashEntries.NONE
                && new Reach(suspect.heap(), NEAR)
                        .nearest(entry.value(), object -> object == entry.key())
                        .isPresent();
    }

    private static Match match(JvmSuspect suspect, List<String> evidence) {
        String name = suspect.holderName();
        return new Match(
                "the WeakHashMap %s keeps its keys alive by their own values".formatted(name),
                evidence,
                List.of(),
                null,
                Fix.of(
                                "A WeakHashMap holds its values strongly. Keep only a weak reference to the"
                                        + " key in the value, hold the value weakly, or make it a field of"
                                        + " the key.")
                        .before(
                                """
                                Map<Key, Value> %s = new WeakHashMap<>();
                                // and the value has
                                private final Key key;\
                                """
                                        .formatted(suspect.variable("map")))
                        .after("private final WeakReference<Key> key;")
                        .trap(
                                "A value held weakly may go at once when nobody else holds it; and a lambda"
                                        + " or inner class as value often leads to the key without a field"
                                        + " that says so.")
                        .verify(suspect.verify()));
    }
}
