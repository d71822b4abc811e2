package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Exceptions that are kept, with their stacks; or suppressed ones, added to one that lives on. */
final class KeptExceptions implements JvmPattern {
    private static final String THROWABLE = "java.lang.Throwable";

    @Override
    public String id() {
        return "kept-exceptions";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> suspect.isA(entry, THROWABLE))
                ? Optional.of(kept(suspect))
                : Optional.empty();
    }

    private static Match kept(JvmSuspect suspect) {
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "each keeps %s alive: the frames of its stack, its causes, and what it was made with"
                        .formatted(Bytes.of(suspect.bytesEach())));
        Optional<String> collector = collector(suspect);
        collector.ifPresent(type ->
                evidence.add(
                        "they are the suppressed ones of one %s that is thrown again and again"
                                .formatted(type)));
        return new Match(
                collector
                        .map(type ->
                                "a %s that lives on gathers suppressed exceptions".formatted(type))
                        .orElse("exceptions are kept in " + suspect.holderName()),
                evidence,
                List.of(),
                null,
                collector.isPresent() ? suppressedFix(suspect) : keptFix(suspect));
    }

    /** The exception whose list of suppressed ones holds the entries. */
    private static Optional<String> collector(JvmSuspect suspect) {
        for (int holder : suspect.accumulation().holders()) {
            OptionalInt exception = suspect.ownerOf(holder, THROWABLE, 1);
            if (exception.isPresent()) {
                return Optional.of(ClassNames.spoken(suspect.className(exception.getAsInt())));
            }
        }
        return Optional.empty();
    }

    private static Fix suppressedFix(JvmSuspect suspect) {
        String type = ClassNames.typeToWrite(suspect.entryName(), "IOException");
        return Fix.of(
                        "Make a new exception each time. One that is shared must not gather anything:"
                                + " make it with suppression and stack switched off.")
                .before("static final %1$s SHARED = new %1$s(\"failed\");".formatted(type))
                .after(
                        """
                        %1$s(String message) {
                            super(message, null, false, false);   // no suppression, no stack
                        }\
                        """
                                .formatted(type))
                .trap(
                        "try with resources calls addSuppressed by itself when close() fails, too; and"
                                + " initCause on a shared exception keeps the first cause for good.")
                .verify(suspect.verify());
    }

    private static Fix keptFix(JvmSuspect suspect) {
        String name = suspect.variable("failures");
        return Fix.of("Log it and keep its text, or only the last few.")
                .before("%s.add(exception);".formatted(name))
                .after(
                        """
                        %1$s.addLast(exception.toString());
                        if (%1$s.size() > MOST) {
                            %1$s.removeFirst();
                        }\
                        """
                                .formatted(name))
                .trap(
                        "setStackTrace to an empty array frees the frames, and leaves causes,"
                                + " suppressed ones and the fields of the exception's own class.")
                .verify(suspect.verify());
    }
}
