package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A collection, map or array that is only ever added to. */
final class UnboundedCollection implements JvmPattern {
    /** What a person sees in a collection of the JDK or of a library: its last word. */
    private static final List<String> MAPS = List.of("Map", "Cache", "table", "Properties");

    @Override
    public String id() {
        return "unbounded-collection";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt collection = suspect.collection();
        if (collection.isEmpty()) {
            return Optional.empty();
        }
        if (!isCollection(suspect, collection.getAsInt())) {
            return OwnList.of(suspect).map(list -> match(suspect, "list", list.fix(suspect)));
        }
        String type = ClassNames.spoken(suspect.namedClass(collection.getAsInt()));
        boolean isMap = MAPS.stream().anyMatch(type::endsWith);
        return Optional.of(match(suspect, type, isMap ? mapFix(suspect) : listFix(suspect)));
    }

    private static Match match(JvmSuspect suspect, String type, Fix fix) {
        List<String> evidence = new ArrayList<>();
        if (suspect.accumulation().holder().toString().startsWith("static ")) {
            evidence.add("a static field holds it: it lives as long as its class");
        }
        return new Match(
                "the %s %s only grows".formatted(type, suspect.holderName()),
                evidence,
                List.of(),
                null,
                fix);
    }

    /** Those of the JDK, and arrays; a library's own tell by the steps below them. */
    private static boolean isCollection(JvmSuspect suspect, int object) {
        return suspect.isA(
                        object,
                        "java.util.AbstractMap",
                        "java.util.AbstractCollection",
                        "java.util.Dictionary",
                        "java.util.concurrent.CopyOnWriteArrayList")
                || suspect.accumulation().entry().name().equals("[*]");
    }

    private static Fix mapFix(JvmSuspect suspect) {
        String name = suspect.variable("map");
        return Fix.of("Bound it, by number or by age, or remove the entry where its subject ends.")
                .before("%s.put(key, value);".formatted(name))
                .after(
                        """
                        %s = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                            @Override
                            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                                return size() > MAX_ENTRIES;
                            }
                        });\
                        """
                                .formatted(name))
                .trap(
                        "A WeakHashMap works only when somebody else holds the keys, which for texts and"
                                + " numbers nobody does, and when the values do not lead to them."
                                + " Soft values keep the heap full until it is nearly too late.")
                .verify(suspect.verify());
    }

    private static Fix listFix(JvmSuspect suspect) {
        String name = suspect.variable("list");
        return Fix.of("Remove elements where they are done with, or keep only the newest.")
                .before("%s.add(item);".formatted(name))
                .after(
                        """
                        %1$s.addLast(item);
                        if (%1$s.size() > MAX_ENTRIES) {
                            %1$s.removeFirst();
                        }\
                        """
                                .formatted(name))
                .trap(
                        "removeFirst() of an ArrayList moves all others: an ArrayDeque does not. And"
                                + " clear() keeps the array, which is as long as the list ever was.")
                .verify(suspect.verify());
    }
}
