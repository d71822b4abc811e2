package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys whose arrays have been emptied and that are still there. */
final class EmptiedEntries implements V8Pattern {
    @Override
    public String id() {
        return "emptied-entries";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    /** Bytes of an array and of a store that has no room. */
    private static final long BARE_ARRAY = 48;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        String holderType = suspect.accumulation().holderType();
        boolean keyed = Set.of("Map", "Object").contains(holderType);
        if (!keyed || !suspect.allEntries(entry -> isEmpty(suspect, entry))) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "what is in %s is emptied and not removed".formatted(holder),
                        List.of("every array that was looked at is empty"),
                        fix(holder, holderType.equals("Map"))));
    }

    /**
     * Numbers leave no references, so only arrays can be told: an empty one has no store of its
     * own. A Set of numbers, or an object whose fields are numbers, looks just like an empty one.
     */
    private static boolean isEmpty(V8Suspect suspect, int object) {
        return suspect.typeOf(object).equals("Array")
                && suspect.shallowSize(object) <= BARE_ARRAY
                && suspect.links(object).stream()
                        .noneMatch(link -> link.kind() == ReferenceKind.ELEMENT);
    }

    private static Fix fix(String holder, boolean map) {
        String get = map ? holder + ".get(key)" : holder + "[key]";
        String remove =
                map ? "%s.delete(key)".formatted(holder) : "delete %s[key]".formatted(holder);
        return Fix.of("Remove the key when the last element of its collection goes.")
                .before("%1$s.splice(%1$s.indexOf(item), 1);".formatted(get))
                .after(
                        """
                        %1$s.splice(%1$s.indexOf(item), 1);
                        if (%1$s.length === 0) {
                          %2$s;
                        }
                        """
                                .formatted(get, remove))
                .trap(
                        "Setting the value to undefined or to [] keeps the key. Remove before the next"
                                + " await: otherwise another task may just have added to the empty one.")
                .verify("%s has no keys when nothing is under way.".formatted(holder));
    }
}
