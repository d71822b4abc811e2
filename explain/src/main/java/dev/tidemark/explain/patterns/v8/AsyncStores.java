package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Things that outlive a request and keep its AsyncLocalStorage store. */
final class AsyncStores implements V8Pattern {
    @Override
    public String id() {
        return "async-stores";
    }

    private static final Set<String> FRAMES =
            Set.of(
                    "<symbol kResourceStore>",
                    "<symbol context_frame>",
                    "<symbol kAsyncContextFrame>",
                    "<symbol async_context_frame>");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        OptionalInt store =
                entry.isEmpty() ? OptionalInt.empty() : ownStore(suspect, entry.getAsInt());
        if (store.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        String type = suspect.typeOf(entry.getAsInt());
        return Optional.of(
                Match.of(
                        "what is kept in %s keeps the AsyncLocalStorage store of its request"
                                .formatted(holder),
                        List.of(
                                "each %s was made within run() and holds the store of that time"
                                        .formatted(type),
                                "nothing else holds those stores: their requests are over"),
                        fix(holder, type)));
    }

    private static OptionalInt ownStore(V8Suspect suspect, int entry) {
        return suspect.links(entry).stream()
                .filter(link -> FRAMES.contains(link.name()))
                .mapToInt(Link::target)
                .filter(store -> suspect.owner(store).equals(OptionalInt.of(entry)))
                .filter(suspect::isMostOfEntry)
                .findFirst();
    }

    private static Fix fix(String holder, String type) {
        return Fix.of(
                        "Remove from "
                                + holder
                                + " what is done with, and make what outlives a request outside of it:"
                                + " within exit(), or where the program starts.")
                .before(
                        """
                        storage.run(store, () => %s.push(new %s()));
                        """
                                .formatted(holder, type))
                .after(
                        """
                        storage.run(store, () => {
                          const made = storage.exit(() => new %2$s());   // without the store
                          %1$s.push(made);
                        });
                        """
                                .formatted(holder, type))
                .trap(
                        "Setting the fields of the store to null at the end of the request frees them,"
                                + " but the store stays; and enterWith() goes on for all that follows.")
                .verify(
                        "%s is as long after each request as before it; in a snapshot no store of a"
                                        .formatted(holder)
                                + " request that is over is found.");
    }
}
