package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/** Handlers and appenders that are added to a logger for each operation and never taken off it. */
final class LogHandlers implements JvmPattern {
    private static final String HANDLER = "java.util.logging.Handler";
    private static final String LOGGER = "java.util.logging.Logger";

    /** The word of the libraries that have loggers of their own. */
    private static final String APPENDER = "Appender";

    /** Between a logger and its handlers. */
    private static final int NEAR = 3;

    @Override
    public String id() {
        return "log-handlers";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        boolean ofJdk =
                suspect.mostEntries(entry -> suspect.isA(entry, HANDLER)) && isOfLogger(suspect);
        boolean appender =
                suspect.mostEntries(entry -> suspect.className(entry).endsWith(APPENDER));
        return ofJdk || appender ? Optional.of(handlers(suspect, ofJdk)) : Optional.empty();
    }

    private static boolean isOfLogger(JvmSuspect suspect) {
        return suspect.accumulation().holders().stream()
                .anyMatch(holder -> suspect.ownerOf(holder, LOGGER, NEAR).isPresent());
    }

    private static Match handlers(JvmSuspect suspect, boolean ofJdk) {
        String type = suspect.entryName();
        String logger = suspect.variable("logger");
        String kind = ofJdk ? "Handler" : APPENDER;
        String remove = ofJdk ? "removeHandler" : "detachAppender";
        String stop = ofJdk ? "close" : "stop";
        return new Match(
                "%s are added to %s and never removed".formatted(type, suspect.holderName()),
                List.of(
                        "a logger keeps what it writes to until that is taken off it",
                        "every line is written as often as there are of them"),
                List.of(),
                null,
                Fix.of("Take it off where the operation ends, and close it.")
                        .before(
                                "%s.add%s(new %s());"
                                        .formatted(
                                                logger, kind, ClassNames.typeToWrite(type, kind)))
                        .after(
                                """
                                %1$s.add%2$s(added);
                                try {
                                    // ... the operation
                                } finally {
                                    %1$s.%3$s(added);
                                    added.%4$s();
                                }\
                                """
                                        .formatted(logger, kind, remove, stop))
                        .trap(
                                "Closing it does not take it off; and a logger for each operation, named"
                                        + " by its id, is kept by name in its turn.")
                        .verify(suspect.verify()));
    }
}
