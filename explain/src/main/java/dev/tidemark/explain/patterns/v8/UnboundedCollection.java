package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Map, a Set, an object used as a dictionary or an array that is only ever added to. */
final class UnboundedCollection implements V8Pattern {
    @Override
    public String id() {
        return "unbounded-collection";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        String type = suspect.accumulation().holderType();
        String holder = suspect.holderName();
        return switch (type) {
            case "Map", "SafeMap" -> Optional.of(of(suspect, "Map", mapFix(holder)));
            case "Set", "SafeSet" -> Optional.of(of(suspect, "Set", setFix(holder)));
            case "Array" -> Optional.of(of(suspect, "array", arrayFix(holder)));
            case "Object" ->
                    isDictionary(suspect)
                            ? Optional.of(of(suspect, "object", objectFix(holder)))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isDictionary(V8Suspect suspect) {
        return suspect.accumulation().entry().name().equals("[*]");
    }

    private static Match of(V8Suspect suspect, String kind, Fix fix) {
        List<String> evidence = new ArrayList<>();
        long removed = suspect.accumulation().removed().stream().mapToLong(r -> r).sum();
        if (removed == 0) {
            evidence.add("entries are only added, none was removed");
        }
        return new Match(
                "the %s %s only grows".formatted(kind, suspect.holderName()),
                evidence,
                removed > 0 ? List.of(removed + " entries were removed meanwhile") : List.of(),
                null,
                fix);
    }

    private static Fix mapFix(String name) {
        return new Fix(
                "Bound it, or delete the entry where its subject ends. A WeakMap works when the key"
                        + " is an object that lives exactly as long; it cannot hold string keys.",
                """
                const MAX = 1000;
                %1$s.set(key, value);
                if (%1$s.size > MAX) {
                  %1$s.delete(%1$s.keys().next().value);   // the oldest
                }\
                """
                        .formatted(name));
    }

    private static Fix setFix(String name) {
        return new Fix(
                "Delete each element where its subject ends; a WeakSet works when nothing iterates"
                        + " over it.",
                """
                %1$s.add(item);
                item.once('close', () => %1$s.delete(item));\
                """
                        .formatted(name));
    }

    private static Fix arrayFix(String name) {
        return new Fix(
                "Remove elements when they are done with, or keep only the newest.",
                """
                %1$s.push(item);
                if (%1$s.length > MAX) {
                  %1$s.shift();
                }\
                """
                        .formatted(name));
    }

    private static Fix objectFix(String name) {
        return new Fix(
                "Delete the key where its subject ends (emptying its value is not enough), or use a"
                        + " Map with a bound.",
                """
                delete %s[key];\
                """
                        .formatted(name));
    }
}
