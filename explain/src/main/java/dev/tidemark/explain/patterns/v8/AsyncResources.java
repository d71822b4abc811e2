package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Resources of {@code async_hooks} that are kept: objects of {@code AsyncResource}, functions bound
 * to one, and what a hook notes of each resource when it begins.
 */
final class AsyncResources implements V8Pattern {
    private static final Set<String> RESOURCE = Set.of("AsyncResource");

    /** Few classes lie between one and AsyncResource, few scopes around a bound function. */
    private static final int HIGHEST = 4;

    @Override
    public String id() {
        return "async-resources";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (suspect.isFunction(entry.getAsInt())) {
            return bound(suspect, entry.getAsInt());
        }
        return isResource(suspect, entry.getAsInt())
                ? Optional.of(resources(suspect, entry.getAsInt()))
                : AsyncHookTables.match(suspect);
    }

    private static boolean isResource(V8Suspect suspect, int object) {
        OptionalInt at = OptionalInt.of(object);
        for (int i = 0; i < HIGHEST && at.isPresent(); i++) {
            if (suspect.isOfRuntime(at.getAsInt(), RESOURCE)) {
                return true;
            }
            at = suspect.follow(at.getAsInt(), "__proto__");
        }
        return false;
    }

    /** A function of the runtime in whose scope a resource is, beside the function to call. */
    private static Optional<Match> bound(V8Suspect suspect, int function) {
        OptionalInt scope = suspect.follow(function, "context");
        if (isWritten(suspect, function)
                || scope.isEmpty()
                || resourceIn(suspect, scope.getAsInt()).isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add("each is a function bound to an AsyncResource of its own");
        OptionalInt inner = called(suspect, scope.getAsInt());
        if (inner.isPresent()) {
            String captured = suspect.captured(inner.getAsInt());
            evidence.add(
                    "each calls %s%s"
                            .formatted(
                                    suspect.typeOf(inner.getAsInt()),
                                    captured.isEmpty() ? "" : ", and keeps " + captured));
        }
        Match match =
                Match.of(
                        "functions bound to async resources pile up in " + holder,
                        evidence,
                        boundFix(holder));
        return Optional.of(inner.isPresent() ? match.at(suspect.site(inner.getAsInt())) : match);
    }

    /**
     * Whether a function is in a file of the program or of a library, and not the runtime's own.
     */
    static boolean isWritten(V8Suspect suspect, int function) {
        String file = suspect.site(function).location().file();
        return !file.isEmpty() && !(CodeOrigin.ofScript(file) instanceof CodeOrigin.BuiltIn);
    }

    private static OptionalInt resourceIn(V8Suspect suspect, int scope) {
        return suspect.links(scope).stream()
                .mapToInt(Link::target)
                .filter(target -> suspect.kind(target) == ObjectKind.OBJECT)
                .filter(target -> isResource(suspect, target))
                .findFirst();
    }

    /** The program's own function in the scope of a bound one, or around that. */
    private static OptionalInt called(V8Suspect suspect, int scope) {
        OptionalInt at = OptionalInt.of(scope);
        for (int i = 0; i < HIGHEST && at.isPresent(); i++) {
            OptionalInt function =
                    suspect.links(at.getAsInt()).stream()
                            .mapToInt(Link::target)
                            .filter(suspect::isFunction)
                            .filter(one -> isWritten(suspect, one))
                            .findFirst();
            if (function.isPresent()) {
                return function;
            }
            at = suspect.follow(at.getAsInt(), "previous");
        }
        return OptionalInt.empty();
    }

    private static Match resources(V8Suspect suspect, int entry) {
        String holder = suspect.holderName();
        return Match.of(
                "async resources pile up in " + holder,
                List.of(
                        "each %s is an AsyncResource".formatted(suspect.typeOf(entry)),
                        "the runtime ends one only when it is collected, and with it what hooks"
                                + " note of it"),
                resourceFix(holder, suspect.typeOf(entry)));
    }

    private static Fix boundFix(String holder) {
        return Fix.of("Take the bound function out of %s when its work is done.".formatted(holder))
                .before("%s.push(AsyncResource.bind(work));".formatted(holder))
                .after(
                        """
                        const bound = AsyncResource.bind(work);
                        %1$s.add(bound);             // a Set
                        // ... and when its work is done:
                        %1$s.delete(bound);
                        """
                                .formatted(holder))
                .trap(
                        "bind gives a new function each time: deleting AsyncResource.bind(work) deletes"
                                + " nothing. AsyncLocalStorage.bind and snapshot make such functions, too,"
                                + " and emitDestroy frees neither function nor resource.")
                .verify("%s is as large after each request as before it.".formatted(holder));
    }

    private static Fix resourceFix(String holder, String type) {
        return Fix.of("Take each out of %s when its work is done.".formatted(holder))
                .before("%s.add(new %s());".formatted(holder, type))
                .after(
                        """
                        const resource = new %2$s();
                        %1$s.add(resource);
                        try {
                          await resource.runInAsyncScope(work);
                        } finally {
                          %1$s.delete(resource);
                        }
                        """
                                .formatted(holder, type))
                .trap(
                        "emitDestroy tells the hooks that a resource is over, and frees nothing: what"
                                + " refers to the resource keeps it. With requireManualDestroy and no"
                                + " emitDestroy the hooks are never told.")
                .verify("%s is as large after each request as before it.".formatted(holder));
    }
}
