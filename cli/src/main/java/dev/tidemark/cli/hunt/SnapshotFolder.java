package dev.tidemark.cli.hunt;

import dev.tidemark.capture.OnExit;
import dev.tidemark.model.RuntimeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the snapshots of a hunt lie. They hold the secrets of the target, so unless the user asked
 * to keep them they are in a folder that only the user can enter, and go with it.
 */
public final class SnapshotFolder implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Path folder;
    private final String prefix;
    private final boolean kept;
    private final @Nullable OnExit deleteOnExit;

    private SnapshotFolder(Path folder, String prefix, boolean kept) {
        this.folder = folder;
        this.prefix = prefix;
        this.kept = kept;
        this.deleteOnExit = kept ? null : OnExit.run(this::delete);
    }

    /** The folder to keep them in, or one of our own if that is null. */
    public static SnapshotFolder in(@Nullable Path keep) throws IOException {
        if (keep == null) {
            return new SnapshotFolder(Files.createTempDirectory("tidemark-"), "", false);
        }
        // Hunts into one folder must not overwrite each other's snapshots.
        String prefix = TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-";
        return new SnapshotFolder(Files.createDirectories(keep), prefix, true);
    }

    /** The file of a snapshot, counted from 1. */
    Path file(int number, RuntimeKind runtime) {
        return folder.resolve(prefix + number + extension(runtime));
    }

    /** How the name of a snapshot of such a process ends. */
    public static String extension(RuntimeKind runtime) {
        return switch (runtime) {
            case JVM -> ".hprof";
            case NODE, CHROME, LINUX -> ".heapsnapshot";
        };
    }

    /** The folder itself, for other recordings of the target that go with the snapshots. */
    public Path folder() {
        return folder;
    }

    /** Whether the files are still there when this is closed. */
    public boolean kept() {
        return kept;
    }

    private void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        OnExit hook = deleteOnExit;
        if (hook != null) {
            hook.close();
            delete();
        }
    }
}
