package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Values of a WeakMap that stay because something else keeps their keys. */
final class WeakMapKeys implements V8Pattern {
    @Override
    public String id() {
        return "weak-map-keys";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        OptionalInt value = entry.isEmpty() ? entry : ownValue(suspect, entry.getAsInt());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "%s keeps the keys of a WeakMap, and so their values".formatted(holder),
                        List.of(
                                "each entry is a key of a WeakMap, whose value of type "
                                        + suspect.typeOf(value.getAsInt())
                                        + " lives as long as the key",
                                "the map itself holds neither: the keys are held by " + holder),
                        fix(holder)));
    }

    private static OptionalInt ownValue(V8Suspect suspect, int key) {
        return suspect.links(key).stream()
                .filter(link -> link.name().contains(" / part of key ("))
                .mapToInt(Link::target)
                .filter(value -> suspect.owner(value).equals(OptionalInt.of(key)))
                .filter(suspect::isMostOfEntry)
                .findFirst();
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Remove the key from "
                                + holder
                                + " when its subject ends: the value goes with it.")
                .before(
                        """
                        %s.push(key);
                        details.set(key, value);   // the WeakMap
                        """
                                .formatted(holder))
                .after(
                        """
                        %1$s.add(key);             // a Set, from which it can be removed
                        details.set(key, value);
                        // ... and when the subject ends:
                        %1$s.delete(key);
                        """
                                .formatted(holder))
                .trap(
                        "Deleting from the WeakMap frees the value and leaves the key in "
                                + holder
                                + ". A WeakMap cannot have strings as keys, and holds nothing weakly but"
                                + " its keys.")
                .verify("%s is as large after each operation as before it.".formatted(holder));
    }
}
