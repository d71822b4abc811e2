package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Properties of the global object that are made again and again. */
final class Globals implements V8Pattern {
    @Override
    public String id() {
        return "globals";
    }

    private static final int EXAMPLES = 3;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        List<Step> path = suspect.accumulation().holder().steps();
        boolean isGlobal =
                !path.isEmpty()
                        && path.getFirst().name().equals("global")
                        && path.stream()
                                .skip(1)
                                .allMatch(step -> step.name().equals("global_object"));
        if (!isGlobal || suspect.holder().isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> entries = Set.copyOf(suspect.accumulation().entries());
        List<String> names =
                suspect.links(suspect.holder().getAsInt()).stream()
                        .filter(link -> link.isProperty() && entries.contains(link.target()))
                        .map(Link::name)
                        .distinct()
                        .limit(EXAMPLES)
                        .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add("each is a property of the global object, which lives as long as the program");
        if (!names.isEmpty()) {
            evidence.add("each has a name of its own, such as " + String.join(", ", names));
        }
        return Optional.of(
                Match.of(
                        "global variables are made again and again",
                        evidence,
                        fix(names.isEmpty() ? "name" : names.getFirst())));
    }

    private static Fix fix(String name) {
        return Fix.of(
                        "Keep it in a variable of the function or module that needs it. 'use strict'"
                                + " and ES modules make an assignment to a name that was never declared"
                                + " an error.")
                .before(
                        "globalThis.%s = value;   // or a name without const or let"
                                .formatted(name))
                .after("const value = make();   // goes with the function that made it")
                .trap(
                        "Setting it to null frees the value; the property stays, and makes the global"
                                + " object slower to search.")
                .verify("Object.keys(globalThis).length does not rise.");
    }
}
