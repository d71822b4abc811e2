package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Functions made by bind, each of which keeps the object that it is bound to. */
final class BoundFunctions implements V8Pattern {
    @Override
    public String id() {
        return "bound-functions";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || suspect.follow(entry.getAsInt(), "bound_function").isEmpty()) {
            return Optional.empty();
        }
        int function = suspect.unwrapped(entry.getAsInt());
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add("every one is %s, bound anew".formatted(suspect.typeOf(function)));
        OptionalInt bound = suspect.follow(entry.getAsInt(), "bound_this");
        if (bound.isPresent()) {
            evidence.add(
                    "each keeps the object that it is bound to, of type "
                            + suspect.typeOf(bound.getAsInt()));
        }
        return Optional.of(
                Match.of("bound functions pile up in " + holder, evidence, fix(suspect, function))
                        .at(suspect.site(function)));
    }

    private static Fix fix(V8Suspect suspect, int function) {
        String holder = suspect.holderName();
        String name = suspect.nameOf(function).isEmpty() ? "close" : suspect.nameOf(function);
        return Fix.of(
                        "bind makes a new function each time: keep the one that was handed out, and"
                                + " take that one back when the object is done with.")
                .before(
                        """
                        %s.push(this.%s.bind(this));
                        """
                                .formatted(holder, name))
                .after(
                        """
                        const bound = this.%2$s.bind(this);
                        %1$s.push(bound);
                        // ... and where the object is done with:
                        %1$s.splice(%1$s.indexOf(bound), 1);
                        """
                                .formatted(holder, name))
                .trap(
                        "Removing this.%1$s.bind(this) removes nothing: it is another function. An"
                                        .formatted(name)
                                + " arrow function instead of bind keeps the object just as well.")
                .verify("%s is as long after each operation as before it.".formatted(holder));
    }
}
