package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weak or soft references that refer to nothing any more, and are kept, with their keys. */
final class DeadReferences implements JvmPattern {
    private static final String[] REFERENCES = {
        "java.lang.ref.WeakReference",
        "java.lang.ref.SoftReference",
        "java.lang.ref.PhantomReference"
    };

    @Override
    public String id() {
        return "dead-references";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        long dead = suspect.countEntries(entry -> isDead(suspect, entry));
        return 2 * dead > suspect.entries().size()
                ? Optional.of(dead(suspect, dead))
                : Optional.empty();
    }

    private static boolean isDead(JvmSuspect suspect, int entry) {
        return suspect.isA(entry, REFERENCES) && References.isDead(suspect, entry);
    }

    private static Match dead(JvmSuspect suspect, long dead) {
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "%d of %d references looked at refer to nothing any more"
                        .formatted(dead, suspect.entries().size()));
        if (suspect.mostEntries(entry -> References.hasNoQueue(suspect, entry))) {
            evidence.add("they have no ReferenceQueue, so nobody is told that they can go");
        } else {
            evidence.add(
                    "they have a ReferenceQueue, and nobody takes them out of it, or of the map");
        }
        String name = suspect.variable("known");
        return new Match(
                "%s keeps references to what is gone".formatted(suspect.holderName()),
                evidence,
                List.of(),
                null,
                Fix.of(
                                "Give each reference a ReferenceQueue and its key, and remove the entries of"
                                        + " those in the queue whenever the map is used; or use a"
                                        + " WeakHashMap, or a cache that does it.")
                        .before("%s.put(key, new WeakReference<>(value));".formatted(name))
                        .after(
                                """
                                %1$s.put(key, new Keyed(key, value, gone));   // extends WeakReference
                                for (Object dead = gone.poll(); dead != null; dead = gone.poll()) {
                                    %1$s.remove(((Keyed) dead).key, dead);
                                }\
                                """
                                        .formatted(name))
                        .trap(
                                "Weak and soft references free what they refer to, not themselves, nor the"
                                        + " key beside them. And remove with the reference as well as"
                                        + " the key: a newer value may be under the same key already.")
                        .verify(suspect.verify()));
    }
}
