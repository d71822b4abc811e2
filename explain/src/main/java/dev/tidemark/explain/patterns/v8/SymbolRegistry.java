package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Symbols made by Symbol.for, which are never forgotten. */
final class SymbolRegistry implements V8Pattern {
    @Override
    public String id() {
        return "symbol-registry";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        boolean ofRuntime =
                suspect.accumulation().holder().steps().stream()
                        .allMatch(step -> step.name().startsWith("internal"));
        OptionalInt symbol = ofRuntime ? symbol(suspect) : OptionalInt.empty();
        OptionalInt name = symbol.isPresent() ? suspect.follow(symbol.getAsInt(), "name") : symbol;
        return name.isPresent()
                ? Optional.of(match(suspect.text(name.getAsInt())))
                : Optional.empty();
    }

    /** A symbol among the entries; or one that has its name among them, from Node 22 on. */
    private static OptionalInt symbol(V8Suspect suspect) {
        Set<Integer> entries = Set.copyOf(suspect.accumulation().entries());
        return suspect.objects(ObjectKind.SYMBOL)
                .filter(symbol ->
                        entries.contains(symbol)
                                || entries.contains(suspect.follow(symbol, "name").orElse(-1)))
                .findFirst();
    }

    private static Match match(String name) {
        return Match.of(
                "Symbol.for is called with ever new names",
                List.of(
                        "only the registry of symbols holds them, and it forgets none",
                        "one of them is Symbol.for('%s')".formatted(name)),
                Fix.of(
                                "Use Symbol.for for a fixed number of names only. A key that has an id"
                                        + " in it is a string, or the key of a Map.")
                        .before("object[Symbol.for(`visit ${id}`)] = value;")
                        .after(
                                "visits.set(id, value);   // a Map, and visits.delete(id) at the end")
                        .trap(
                                "Deleting the property frees the value and not the symbol. Symbol()"
                                        + " without `for` is collected, but a second call makes another"
                                        + " one.")
                        .verify("In a snapshot the number of symbols does not rise."));
    }
}
