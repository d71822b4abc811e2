package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/** What is registered for its end, and kept from it by what it was registered with. */
final class FinalizationRegistries implements V8Pattern {
    @Override
    public String id() {
        return "finalization-registry";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        if (!suspect.accumulation().holderType().equals("FinalizationRegistry")
                || suspect.newest().isEmpty()) {
            return Optional.empty();
        }
        String registry = suspect.holderName();
        String held = suspect.accumulation().entryType();
        return Optional.of(
                Match.of(
                        "what is registered in %s never goes away".formatted(registry),
                        List.of(
                                "the registry holds the second argument of register() strongly, of type "
                                        + held,
                                "with each of them %s stay alive"
                                        .formatted(Bytes.of(suspect.bytesEach()))),
                        fix(registry)));
    }

    private static Fix fix(String registry) {
        return Fix.of(
                        "Register with what cleans up, such as a number or a path, and never with"
                                + " something from which the object can be reached; unregister when it is"
                                + " closed.")
                .before("%s.register(file, { file, folder });".formatted(registry))
                .after(
                        """
                        %1$s.register(file, file.descriptor, file);
                        // ... and where the file is closed:
                        %1$s.unregister(file);
                        """
                                .formatted(registry))
                .trap(
                        "A function as held value keeps its whole scope, and `this` with it: () =>"
                                + " this.close() keeps the object. The callback may come late or never, so"
                                + " close() is still needed.")
                .verify(
                        "Make and drop some objects, run global.gc() (--expose-gc) twice: the callback"
                                + " of %s is called for each.".formatted(registry));
    }
}
