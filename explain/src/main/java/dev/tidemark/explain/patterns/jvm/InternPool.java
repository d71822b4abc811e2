package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.jvm.HashEntries.Entry;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A map of values to themselves, made so that equal ones are there once: it never forgets. */
final class InternPool implements JvmPattern {
    /** Fewer entries may be a coincidence. */
    private static final int ENOUGH = 40;

    private static final double NEARLY_ALL = 0.9;

    @Override
    public String id() {
        return "intern-pool";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt map = suspect.collection();
        if (map.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> entries = HashEntries.of(suspect.heap(), map.getAsInt());
        long themselves =
                entries.stream()
                        .filter(entry ->
                                entry.key() != HashEntries.NONE && entry.key() == entry.value())
                        .count();
        return entries.size() < ENOUGH || themselves < NEARLY_ALL * entries.size()
                ? Optional.empty()
                : Optional.of(pool(suspect, themselves, entries.size()));
    }

    private static Match pool(JvmSuspect suspect, long themselves, int all) {
        String type = suspect.entryName();
        String name = suspect.variable("pool");
        return new Match(
                "the pool %s keeps every %s that it has ever seen"
                        .formatted(suspect.holderName(), type),
                List.of(
                        "%d of %d entries have their own key as their value"
                                .formatted(themselves, all),
                        "new ones come all the time: what is pooled does not come again"),
                List.of(),
                null,
                Fix.of(
                                "Pool only what comes again and again and is of few kinds; or hold it"
                                        + " weakly, so that what nobody uses goes.")
                        .before(
                                "Map<%1$s, %1$s> %2$s = new ConcurrentHashMap<>();"
                                        .formatted(type, name))
                        .after(
                                """
                                Map<%1$s, WeakReference<%1$s>> %2$s =
                                        Collections.synchronizedMap(new WeakHashMap<>());\
                                """
                                        .formatted(type, name))
                        .trap(
                                "WeakHashMap<%1$s, %1$s> forgets nothing: its value holds its key. And"
                                                .formatted(type)
                                        + " for texts String.intern() is such a weak pool, at the price"
                                        + " of a slower lookup.")
                        .verify(suspect.verify()));
    }
}
