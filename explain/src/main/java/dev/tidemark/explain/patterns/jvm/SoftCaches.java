package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/**
 * Soft references without a queue: the collector takes what they refer to when memory is short, and
 * nobody takes the references and their keys.
 */
final class SoftCaches implements JvmPattern {
    private static final String SOFT = "java.lang.ref.SoftReference";

    @Override
    public String id() {
        return "soft-caches";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> isUnwatched(suspect, entry))
                ? Optional.of(unwatched(suspect))
                : Optional.empty();
    }

    private static boolean isUnwatched(JvmSuspect suspect, int entry) {
        return suspect.isA(entry, SOFT) && References.hasNoQueue(suspect, entry);
    }

    /** The soft references in the map; those that were looked at when it is no map of the JDK. */
    private static List<Integer> all(JvmSuspect suspect) {
        List<Integer> values =
                suspect.collection().stream()
                        .boxed()
                        .flatMap(map -> HashEntries.of(suspect.heap(), map).stream())
                        .map(HashEntries.Entry::value)
                        .filter(value -> value != HashEntries.NONE && suspect.isA(value, SOFT))
                        .toList();
        return values.isEmpty() ? suspect.entries() : values;
    }

    private static Match unwatched(JvmSuspect suspect) {
        List<Integer> all = all(suspect);
        long cleared = all.stream().filter(one -> References.isDead(suspect, one)).count();
        String name = suspect.variable("cache");
        return new Match(
                "%s frees the values of its soft references, and keeps all else"
                        .formatted(suspect.holderName()),
                List.of(
                        "they have no ReferenceQueue, so nobody is told when the collector takes a"
                                + " value, and key and reference stay",
                        "%d of %d references looked at have lost their value by now"
                                .formatted(cleared, all.size())),
                List.of("the values themselves are no leak: they go when memory is short"),
                null,
                Fix.of(
                                "Give the cache a bound, which needs no soft references; or give each"
                                        + " reference a queue and its key, and remove what is in the"
                                        + " queue whenever the cache is used.")
                        .before("%s.put(key, new SoftReference<>(value));".formatted(name))
                        .after(
                                """
                                %1$s.put(key, new Keyed(key, value, gone));   // extends SoftReference
                                for (Object dead = gone.poll(); dead != null; dead = gone.poll()) {
                                    %1$s.remove(((Keyed) dead).key, dead);
                                }\
                                """
                                        .formatted(name))
                        .trap(
                                "Soft references let the heap fill up before the first one goes: long"
                                        + " collections come before that. -XX:SoftRefLRUPolicyMSPerMB"
                                        + " changes when values go, and leaves keys and references.")
                        .verify(suspect.verify()));
    }
}
