package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Functions that are kept, and with each of them the variables of the scope it was made in. */
final class ClosureCaptures implements V8Pattern {
    @Override
    public String id() {
        return "closure-captures";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !suspect.isFunction(entry.getAsInt())) {
            return Optional.empty();
        }
        int function = suspect.unwrapped(entry.getAsInt());
        List<String> evidence = new ArrayList<>();
        evidence.add("every one is a function of the same code, " + suspect.typeOf(function));
        String captured = suspect.captured(function);
        if (!captured.isEmpty()) {
            evidence.add("each keeps the scope it was made in alive, with " + captured);
        }
        evidence.add(
                Bytes.of(suspect.bytesEach()) + " stay alive with each, the function included");
        String holder = suspect.holderName();
        return Optional.of(
                new Match(
                        "functions pile up in %s, each with the scope it was made in"
                                .formatted(holder),
                        evidence,
                        List.of(),
                        suspect.site(function),
                        fix(holder)));
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Remove the function from "
                                + holder
                                + " when it has run; and make it where nothing large is in scope.")
                .before("%s.push(() => use(value));".formatted(holder))
                .after(
                        """
                        const later = make(value);   // a scope of its own: only value is captured
                        %1$s.add(later);             // a Set
                        // ... and when it has run:
                        %1$s.delete(later);
                        """
                                .formatted(holder))
                .trap(
                        "All functions of one scope share its captured variables: a function that uses"
                                + " none of them keeps what its neighbours use.")
                .verify("%s is as large after each operation as before it.".formatted(holder));
    }
}
