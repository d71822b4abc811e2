package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A text that is added to for ever. */
final class BuiltStrings implements V8Pattern {
    @Override
    public String id() {
        return "built-strings";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !isPiece(suspect, entry.getAsInt())) {
            return Optional.empty();
        }
        return Optional.of(match(suspect, suspect.listName()));
    }

    private static boolean isPiece(V8Suspect suspect, int text) {
        return suspect.kind(text) == ObjectKind.CONCATENATED_STRING
                && (suspect.accumulation().holderType().equals("string") || suspect.isLinked(text));
    }

    private static Match match(V8Suspect suspect, String text) {
        return Match.of(
                "the text %s becomes longer and longer".formatted(text),
                List.of(
                        "it is made of pieces that were joined by + and never written out",
                        "each piece costs "
                                + Bytes.of(suspect.bytesEach())
                                + " with its characters, until the text is read"),
                Fix.of(
                                "Write the text out when it has reached a size, and start again; or"
                                        + " write each piece to a stream.")
                        .before("%s += line;".formatted(text))
                        .after(
                                """
                                %1$s += line;
                                if (%1$s.length > 65_536) {
                                  file.write(%1$s);
                                  %1$s = '';
                                }
                                """
                                        .formatted(text))
                        .trap(
                                "An array of pieces with join() at the end holds as much. Reading"
                                        + " the text makes one string of the pieces, which is"
                                        + " smaller, and grows on.")
                        .verify("%s.length has an upper bound.".formatted(text)));
    }
}
