package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Errors that are kept, each with the functions of its stack. */
final class KeptErrors implements V8Pattern {
    @Override
    public String id() {
        return "kept-errors";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt error =
                suspect.entryOrPart(part -> isError(suspect, part) && suspect.isMostOfEntry(part));
        if (error.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "each is a %s, %s in all with what it holds"
                        .formatted(
                                suspect.typeOf(error.getAsInt()), Bytes.of(suspect.bytesEach())));
        int calls = calls(suspect, error.getAsInt());
        if (calls > 0) {
            evidence.add(
                    "its stack was never written as text: it still holds %d calls, with the functions"
                                    .formatted(calls)
                            + " and objects that were called");
        }
        return Optional.of(Match.of("errors are kept in " + holder, evidence, fix(holder)));
    }

    private static boolean isError(V8Suspect suspect, int object) {
        return suspect.kind(object) == ObjectKind.OBJECT
                && suspect.follow(object, "message").isPresent()
                && (suspect.typeOf(object).endsWith("Error") || calls(suspect, object) > 0);
    }

    /** V8 keeps the calls of a stack in an array below a nameless symbol until it is read. */
    private static int calls(V8Suspect suspect, int error) {
        for (Link link : suspect.links(error)) {
            if (link.name().startsWith("<symbol")) {
                long calls =
                        suspect.links(link.target()).stream()
                                .filter(inner ->
                                        suspect.text(inner.target())
                                                .equals("system / CallSiteInfo"))
                                .count();
                if (calls > 0) {
                    return (int) calls;
                }
            }
        }
        return 0;
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Keep what is needed of an error, as text, and only the newest of them; count"
                                + " the others.")
                .before("%s.push(error);".formatted(holder))
                .after(
                        """
                        %1$s.push(`${error.name}: ${error.message}`);
                        if (%1$s.length > 100) {
                          %1$s.shift();
                        }
                        """
                                .formatted(holder))
                .trap(
                        "Reading error.stack once turns the calls into text and frees the functions;"
                                + " but `cause`, `errors` and fields such as `response` or `config` still"
                                + " hold what they refer to.")
                .verify("%s has an upper bound, and holds strings.".formatted(holder));
    }
}
