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
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (!suspect.isFunction(entry.getAsInt())) {
            return sharedScope(suspect, entry.getAsInt());
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

    /**
     * A chain in which each new object has a function whose scope keeps the object before: that
     * function need not use it, as all functions of a call share one scope.
     */
    private static Optional<Match> sharedScope(V8Suspect suspect, int entry) {
        OptionalInt keeper = functionAbove(suspect, entry);
        if (keeper.isEmpty()) {
            return Optional.empty();
        }
        int function = keeper.getAsInt();
        OptionalInt next = suspect.owner(function);
        if (next.isEmpty() || !suspect.typeOf(next.getAsInt()).equals(suspect.typeOf(entry))) {
            return Optional.empty();
        }
        return suspect.variables(function).stream()
                .filter(variable -> variable.target() == entry)
                .map(variable -> shared(suspect, function, variable.name()))
                .findFirst();
    }

    /** The function in whose scope an object is. */
    private static OptionalInt functionAbove(V8Suspect suspect, int object) {
        OptionalInt scope = suspect.owner(object);
        OptionalInt function = scope.isEmpty() ? scope : suspect.owner(scope.getAsInt());
        return function.isPresent() && suspect.isFunction(function.getAsInt())
                ? function
                : OptionalInt.empty();
    }

    private static Match shared(V8Suspect suspect, int function, String variable) {
        String holder = suspect.holderName();
        return new Match(
                "each new one in %s keeps the one before it, by the scope of a function"
                        .formatted(holder),
                List.of(
                        "%s is in the scope of %s, which the next one has"
                                .formatted(variable, suspect.typeOf(function)),
                        "all functions of a call share its captured variables: one that does not use %s keeps it, too"
                                .formatted(variable)),
                List.of(),
                suspect.site(function),
                fix(holder, variable));
    }

    private static Fix fix(String holder, String variable) {
        return Fix.of(
                        "Make what stays where %1$s is not in scope, or set %1$s to null when its last user is done."
                                .formatted(variable))
                .before(
                        """
                        const %1$s = %2$s;
                        const check = () => %1$s && report(%1$s);
                        %2$s = { read: () => rows };   // keeps %1$s, as check uses it
                        """
                                .formatted(variable, holder))
                .after(
                        """
                        check(%2$s);                   // %1$s is a parameter of check
                        %2$s = makeReader(rows);       // made by a function of its own
                        """
                                .formatted(variable, holder))
                .trap(
                        "A function that stays keeps %s whether it uses it or not, as long as another function of the same call does."
                                .formatted(variable))
                .verify(
                        "%s keeps no chain: as much memory after each operation as before it."
                                .formatted(holder));
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
