package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A Map, a Set, an object used as a dictionary or an array that is only ever added to. */
final class UnboundedCollection implements V8Pattern {
    @Override
    public String id() {
        return "unbounded-collection";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        String type = suspect.accumulation().holderType();
        String holder = suspect.holderName();
        return switch (type) {
            case "Map", "SafeMap" -> Optional.of(of(suspect, "Map " + holder, mapFix(holder)));
            case "Set", "SafeSet" -> Optional.of(of(suspect, "Set " + holder, setFix(holder)));
            case "Array" -> Optional.of(of(suspect, "array " + holder, arrayFix(holder)));
            case "Object" ->
                    isDictionary(suspect)
                            ? Optional.of(of(suspect, "object " + holder, objectFix(holder)))
                            : list(suspect);
            default -> list(suspect);
        };
    }

    /** A list of the program's own, by a field in each object that leads to the next one. */
    private static Optional<Match> list(V8Suspect suspect) {
        OptionalInt newest = suspect.newest();
        if (newest.isEmpty() || !suspect.isLinked(newest.getAsInt())) {
            return Optional.empty();
        }
        int entry = newest.getAsInt();
        return suspect.nameOfLink(suspect.owner(entry).orElseThrow(), entry)
                .map(next -> list(suspect, suspect.listName(), next));
    }

    private static Match list(V8Suspect suspect, String name, String next) {
        return of(suspect, "linked list " + name, listFix(name, next));
    }

    private static Fix listFix(String name, String next) {
        return Fix.of("Cut the list where it is as long as it may be.")
                .before("%1$s = { item, %2$s: %1$s };".formatted(name, next))
                .after(
                        """
                        %1$s = { item, %2$s: %1$s };
                        let last = %1$s;
                        for (let i = 1; i < 100 && last; i++) last = last.%2$s;
                        if (last) last.%2$s = null;   // frees what is behind it
                        """
                                .formatted(name, next))
                .trap(
                        "What is cut off lives on while one link leads to it, also a link back from an"
                                + " object that is still in use.")
                .verify("The list of %s has an upper bound.".formatted(name));
    }

    private static boolean isDictionary(V8Suspect suspect) {
        return suspect.accumulation().entry().name().equals("[*]");
    }

    private static Match of(V8Suspect suspect, String collection, Fix fix) {
        List<String> evidence = new ArrayList<>();
        long removed = suspect.accumulation().removed().stream().mapToLong(r -> r).sum();
        if (removed == 0) {
            evidence.add("entries are only added, none was removed");
        }
        return new Match(
                "the %s only grows".formatted(collection),
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
