package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Contexts of vm (or frames of a page) that are kept, each with its own built-in objects. */
final class Realms implements V8Pattern {
    @Override
    public String id() {
        return "realms";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt realm = suspect.entryOrPart(part -> isRealm(suspect, part));
        if (realm.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "contexts of vm are made again and again, and kept in %s".formatted(holder),
                        List.of(
                                "each has its own global object and built-in objects: "
                                        + Bytes.of(suspect.bytesEach())),
                        fix(holder)));
    }

    private static boolean isRealm(V8Suspect suspect, int object) {
        return suspect.links(object).stream()
                .anyMatch(link ->
                        link.name().equals("<symbol node:contextify:context>")
                                || suspect.text(link.target()).equals("Node / ContextifyContext"));
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Make one context and run a compiled vm.Script in it with new values; or drop"
                                + " the context from "
                                + holder
                                + " when its work is done.")
                .before(
                        """
                        %s.set(id, vm.createContext({ input }));
                        """
                                .formatted(holder))
                .after(
                        """
                        const script = new vm.Script(code);        // compiled once
                        const context = vm.createContext({ input: null });
                        function run(input) {
                          context.input = input;
                          return script.runInContext(context);
                        }
                        """)
                .trap(
                        "One function or object of a context that is kept elsewhere keeps all of it,"
                                + " because each function knows its context.")
                .verify(
                        "v8.getHeapStatistics().number_of_native_contexts does not rise, and"
                                + " number_of_detached_contexts is 0.");
    }
}
