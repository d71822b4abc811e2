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

    /** The step to bytes that accumulate without objects. */
    private static final String CONTENTS = "contents";

    @Override
    public String id() {
        return "unbounded-collection";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        if (suspect.accumulation().entry().name().equals(CONTENTS)) {
            return Optional.of(text(suspect));
        }
        OptionalInt collection = suspect.collection();
        if (collection.isEmpty() || !isCollection(suspect, collection.getAsInt())) {
            return Optional.empty();
        }
        String type = ClassNames.spoken(suspect.namedClass(collection.getAsInt()));
        boolean isMap = MAPS.stream().anyMatch(type::endsWith);
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        if (suspect.accumulation().holder().toString().startsWith("static ")) {
            evidence.add("a static field holds it: it lives as long as its class");
        }
        return Optional.of(
                new Match(
                        "the %s %s only grows".formatted(type, holder),
                        evidence,
                        List.of(),
                        null,
                        isMap ? mapFix(holder) : listFix(holder)));
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

    /** Text or bytes that are added to leave no objects: the buffer itself grows. */
    private static Match text(JvmSuspect suspect) {
        String type = ClassNames.spoken(suspect.accumulation().holderType());
        return new Match(
                "the %s in %s only grows".formatted(type, suspect.holderName()),
                List.of("what is in use of its buffer was measured, not the room that it has"),
                List.of(),
                null,
                new Fix(
                        "Write out what was gathered, and begin again, when it is large enough.",
                        """
                        if (text.length() > MAX_CHARS) {
                            writer.append(text);
                            text.setLength(0);
                        }\
                        """));
    }

    private static Fix mapFix(String holder) {
        return new Fix(
                "Bound it, by number or by age, or remove the entry where its subject ends. A"
                        + " WeakHashMap works only when the values do not lead to the keys.",
                """
                private static final Map<K, V> %s =
                        Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                            @Override
                            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                                return size() > MAX_ENTRIES;
                            }
                        });\
                """
                        .formatted(variable(holder)));
    }

    private static Fix listFix(String holder) {
        return new Fix(
                "Remove elements where they are done with, or keep only the newest.",
                """
                %1$s.addLast(item);
                if (%1$s.size() > MAX_ENTRIES) {
                    %1$s.removeFirst();
                }\
                """
                        .formatted(variable(holder)));
    }

    /** Of a static field its name alone. */
    private static String variable(String holder) {
        return holder.substring(holder.lastIndexOf('.') + 1);
    }
}
