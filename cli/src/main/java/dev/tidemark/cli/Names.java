package dev.tidemark.cli;

import dev.tidemark.cli.hunt.SnapshotFolder;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of the files that we write when the user gave none. */
final class Names {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private static final Pattern SAFE_WORD = Pattern.compile("[\\w./:=@%+,{}-]+");

    private Names() {}

    /** {@code tidemark-4242-20251122-030405.heapsnapshot}, or {@code .hprof} for a JVM. */
    static Path snapshot(ProcessRef process) {
        return Path.of("tidemark-" + run(process) + SnapshotFolder.extension(process.runtime()));
    }

    /** {@code tidemark-report-4242-20251122-030405.html}. */
    static Path report(ProcessRef process) {
        return Path.of("tidemark-report-" + run(process) + ".html");
    }

    /** {@code 4242-20251122-030405}, in local time: a person looks for the hour. */
    static String run(ProcessRef process) {
        String who = process.pid() < 0 ? remote(process.runtime()) : Long.toString(process.pid());
        return who + "-" + now();
    }

    /** {@code 20251122-030405}, in local time. */
    static String now() {
        return TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    }

    private static String remote(RuntimeKind runtime) {
        return runtime == RuntimeKind.JVM ? "jvm" : "page";
    }

    /** A word of a command line as a shell takes it. */
    static String quoted(String word) {
        return SAFE_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
