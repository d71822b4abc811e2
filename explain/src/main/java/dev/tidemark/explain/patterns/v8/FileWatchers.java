package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Watchers of files that are never closed. */
final class FileWatchers implements V8Pattern {
    @Override
    public String id() {
        return "file-watchers";
    }

    private static final Set<String> TYPES = Set.of("FSEvent", "FSWatcher", "StatWatcher");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt watcher = suspect.entryOrPart(part -> suspect.isOfRuntime(part, TYPES));
        if (watcher.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Match.of(
                        "files are watched again and again, and no watcher is closed",
                        List.of(
                                "each is an open watcher, which the event loop holds also when no"
                                        + " variable does",
                                "its listener and the scope of that stay with it: "
                                        + Bytes.of(suspect.bytesEach())),
                        Fix.of(
                                        "Keep what watch() returns and close it where its subject ends; or"
                                                + " have one watcher for each folder, made at the start.")
                                .before("fs.watch(file, () => reload(template));")
                                .after(
                                        """
                                        const watcher = fs.watch(file, () => reload(template));
                                        try {
                                          await work(template);
                                        } finally {
                                          watcher.close();
                                        }
                                        """)
                                .trap(
                                        "persistent: false and unref() let the process end and free nothing."
                                                + " fs.unwatchFile(file) without its listener removes those of"
                                                + " others, too.")
                                .verify(
                                        "process.getActiveResourcesInfo() has as many FSEventWrap after each"
                                                + " operation as before it.")));
    }
}
