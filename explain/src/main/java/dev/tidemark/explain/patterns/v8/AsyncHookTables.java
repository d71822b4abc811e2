package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a program's hook of {@code async_hooks} notes of each resource when it begins. */
final class AsyncHookTables {
    private static final Set<String> HOOK = Set.of("AsyncHook");

    /** Few scopes lie between a hook and its module. */
    private static final int HIGHEST = 4;

    private AsyncHookTables() {}

    /** What is to be said when the holder is such a table. */
    static Optional<Match> match(V8Suspect suspect) {
        return hook(suspect).map(hook -> noted(suspect, hook));
    }

    /** A hook whose init has the holder in its scope. */
    private static Optional<Integer> hook(V8Suspect suspect) {
        OptionalInt holder = suspect.holder();
        if (holder.isEmpty() || hasNames(suspect, holder.getAsInt())) {
            return Optional.empty();
        }
        return suspect.objects(ObjectKind.OBJECT)
                .filter(object -> suspect.isOfRuntime(object, HOOK))
                .filter(hook -> sees(suspect, hook, holder.getAsInt()))
                .boxed()
                .findFirst();
    }

    /**
     * Whether its keys are texts: those of a hook are numbers, which are no objects of the heap.
     */
    private static boolean hasNames(V8Suspect suspect, int holder) {
        List<Link> entries = suspect.links(suspect.follow(holder, "table").orElse(holder));
        long names =
                entries.stream()
                        .filter(link -> suspect.kind(link.target()) == ObjectKind.STRING)
                        .count();
        return 4 * names > entries.size();
    }

    private static boolean sees(V8Suspect suspect, int hook, int holder) {
        OptionalInt init = handler(suspect, hook, "init");
        // The runtime has hooks of its own, which see the global object.
        OptionalInt scope =
                init.isEmpty() || !AsyncResources.isWritten(suspect, init.getAsInt())
                        ? OptionalInt.empty()
                        : suspect.follow(init.getAsInt(), "context");
        for (int i = 0; i < HIGHEST && scope.isPresent(); i++) {
            if (hasVariable(suspect, scope.getAsInt(), holder)) {
                return true;
            }
            scope = suspect.follow(scope.getAsInt(), "previous");
        }
        return false;
    }

    private static boolean hasVariable(V8Suspect suspect, int scope, int holder) {
        return suspect.links(scope).stream()
                .filter(link -> link.kind() != ReferenceKind.INTERNAL)
                .anyMatch(link -> link.target() == holder);
    }

    private static OptionalInt handler(V8Suspect suspect, int hook, String event) {
        OptionalInt handler = suspect.follow(hook, "<symbol %s>".formatted(event));
        return handler.isPresent() && suspect.isFunction(handler.getAsInt())
                ? handler
                : OptionalInt.empty();
    }

    private static Match noted(V8Suspect suspect, int hook) {
        String holder = suspect.holderName();
        boolean ends = handler(suspect, hook, "destroy").isPresent();
        Match match =
                Match.of(
                        "what a hook notes of async resources stays in " + holder,
                        List.of(
                                "the init of an async hook has it in its scope",
                                ends
                                        ? "the hook has a destroy, which does not take out as many as"
                                                + " init puts in"
                                        : "the hook has no destroy: nobody says when one is over"),
                        hookFix(holder));
        return match.at(suspect.site(handler(suspect, hook, "init").orElseThrow()));
    }

    private static Fix hookFix(String holder) {
        return Fix.of(
                        "Use AsyncLocalStorage, which needs no table; or delete in destroy what init has"
                                + " noted.")
                .before(
                        "createHook({ init(id) { %s.set(id, now()); } }).enable();"
                                .formatted(holder))
                .after(
                        """
                        createHook({
                          init(id, type) {
                            if (type === 'Request') %1$s.set(id, now());
                          },
                          destroy(id) {
                            %1$s.delete(id);
                          },
                        }).enable();
                        """
                                .formatted(holder))
                .trap(
                        "destroy comes when the resource is collected: a table that holds the resource"
                                + " itself keeps it from ever coming. With promises it makes each one"
                                + " dearer, too.")
                .verify(
                        "%s is as large after each request as before it, after a full collection."
                                .formatted(holder));
    }
}
