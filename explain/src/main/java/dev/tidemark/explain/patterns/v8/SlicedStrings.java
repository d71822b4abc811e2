package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Short parts of long texts, each of which keeps the whole text. */
final class SlicedStrings implements V8Pattern {
    @Override
    public String id() {
        return "sliced-strings";
    }

    /** So much of what an entry costs must be the text behind the part. */
    private static final double MOST = 0.5;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt part =
                suspect.entryOrPart(object ->
                        suspect.kind(object) == ObjectKind.SLICED_STRING
                                && parentBytes(suspect, object) > MOST * suspect.bytesEach());
        if (part.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "short strings in %s keep the long texts they were cut from"
                                .formatted(holder),
                        List.of(
                                "each is a slice of a text of "
                                        + Bytes.of(parentBytes(suspect, part.getAsInt()))
                                        + ", which stays as long as the slice",
                                "nothing else holds those texts"),
                        fix(holder)));
    }

    private static long parentBytes(V8Suspect suspect, int slice) {
        OptionalInt parent = suspect.follow(slice, "parent");
        return parent.isPresent() && suspect.owner(parent.getAsInt()).equals(OptionalInt.of(slice))
                ? suspect.shallowSize(parent.getAsInt())
                : 0;
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Keep a copy of the part, and remove what is done with. V8 makes slice,"
                                + " substring, split and regular expressions return views of the text when"
                                + " they are longer than twelve characters.")
                .before("%s.push(body.slice(from, to));".formatted(holder))
                .after(
                        "%s.push(Buffer.from(body.slice(from, to)).toString());   // a copy"
                                .formatted(holder))
                .trap(
                        "`${part}`, part + '' and String(part) return the same slice: only a way through"
                                + " bytes (Buffer, structuredClone) copies.")
                .verify(
                        "In a snapshot the strings in %s have no `parent`, and each keeps about as many"
                                        .formatted(holder)
                                + " bytes as it has characters.");
    }
}
