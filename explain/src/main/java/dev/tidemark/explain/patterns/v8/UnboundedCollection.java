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
        return Fix.of("Bound it, or delete the entry where its subject ends.")
                .before("%s.set(key, value);".formatted(name))
                .after(
                        """
                        %1$s.set(key, value);
                        if (%1$s.size > 1000) {
                          %1$s.delete(%1$s.keys().next().value);   // the oldest
                        }
                        """
                                .formatted(name))
                .trap(
                        "A WeakMap cannot have strings as keys; with objects as keys it helps when they"
                                + " live exactly as long. A time to live frees nothing if it is looked at"
                                + " only when the same key is asked for.")
                .verify("%s.size has an upper bound.".formatted(name));
    }

    private static Fix setFix(String name) {
        return Fix.of("Delete each element where its subject ends.")
                .before("%s.add(item);".formatted(name))
                .after(
                        """
                        %1$s.add(item);
                        item.once('close', () => %1$s.delete(item));
                        """
                                .formatted(name))
                .trap(
                        "A WeakSet cannot be iterated over and cannot hold strings. Two objects with the"
                                + " same contents are two elements.")
                .verify("%s.size is the same after each operation as before it.".formatted(name));
    }

    private static Fix arrayFix(String name) {
        return Fix.of("Remove elements when they are done with, or keep only the newest.")
                .before("%s.push(item);".formatted(name))
                .after(
                        """
                        %1$s.push(item);
                        if (%1$s.length > 1000) {
                          %1$s.shift();
                        }
                        """
                                .formatted(name))
                .trap(
                        "%1$s[i] = undefined and delete %1$s[i] leave the slot, and the array grows on."
                                .formatted(name))
                .verify("%s.length has an upper bound.".formatted(name));
    }

    private static Fix objectFix(String name) {
        return Fix.of("Delete the key where its subject ends, or use a Map with a bound.")
                .before("%s[key] = value;".formatted(name))
                .after(
                        """
                        %1$s[key] = value;
                        // ... and where its subject ends:
                        delete %1$s[key];
                        """
                                .formatted(name))
                .trap("%s[key] = undefined, or emptying the value, leaves the key.".formatted(name))
                .verify("Object.keys(%s).length has an upper bound.".formatted(name));
    }
}
