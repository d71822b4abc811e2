package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.Referents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** A file that is being read, was read, or cannot be. */
final class Opened implements AutoCloseable {
    private final Path file;
    private final CompletableFuture<OpenSnapshot> reading;

    Opened(Path file, Referents referents, ExecutorService readers) {
        this.file = file;
        this.reading =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return OpenSnapshot.read(file, referents);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        readers);
    }

    Path file() {
        return file;
    }

    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    boolean isReading() {
        return !reading.isDone();
    }

    /** Why it cannot be read; null when it can, or it is not known yet. */
    @Nullable String failure() {
        if (!reading.isCompletedExceptionally()) {
            return null;
        }
        Throwable cause = reading.exceptionNow();
        Throwable inner = cause.getCause();
        return String.valueOf((inner == null ? cause : inner).getMessage());
    }

    /** The snapshot, if it is read; says so if it is not. */
    OpenSnapshot ready() {
        String failure = failure();
        if (failure != null) {
            throw new Question.Refused(409, failure);
        }
        if (isReading()) {
            throw new Question.Refused(503, "still reading " + file.getFileName());
        }
        return reading.resultNow();
    }

    @Override
    public void close() {
        // What is being read is closed when it is there: its memory is in use until then.
        var _ = reading.thenAccept(OpenSnapshot::close);
    }
}
