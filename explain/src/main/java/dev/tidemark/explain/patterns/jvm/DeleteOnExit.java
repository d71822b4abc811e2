package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/** Names of temporary files that the JVM keeps until it ends, to delete them then. */
final class DeleteOnExit implements JvmPattern {
    private static final String REGISTRY = "java.io.DeleteOnExitHook";

    @Override
    public String id() {
        return "delete-on-exit";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.startsAtStaticOf(REGISTRY) ? Optional.of(files(suspect)) : Optional.empty();
    }

    private static Match files(JvmSuspect suspect) {
        return new Match(
                "deleteOnExit() is called for file after file, and its list only grows",
                List.of(
                        "the JVM keeps the path of each file until it ends: also of those that were"
                                + " deleted long ago",
                        "each path is there once, so every one of these is another file"),
                List.of(),
                null,
                Fix.of("Delete the file where the work with it ends.")
                        .before(
                                """
                                File file = File.createTempFile("export", ".csv");
                                file.deleteOnExit();\
                                """)
                        .after(
                                """
                                Path file = Files.createTempFile("export", ".csv");
                                try {
                                    // ... all work with it
                                } finally {
                                    Files.deleteIfExists(file);
                                }\
                                """)
                        .trap(
                                "Deleting the file does not take its path off the list. One temporary"
                                        + " folder of the process, emptied when it starts, is the net"
                                        + " for what a crash leaves behind.")
                        .verify(suspect.verify()));
    }
}
