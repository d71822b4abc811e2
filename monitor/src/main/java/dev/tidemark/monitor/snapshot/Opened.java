package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.Referents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file that is being read, was read, or cannot be. Threads: any. */
final class Opened implements AutoCloseable {
    private final Known known;
    private final Executor readers;
    private final CompletableFuture<OpenSnapshot> reading;
    private final Turns turns = new Turns();

    /** What works with the snapshot beside its pages, and so keeps it open. */
    private final List<CompletableFuture<?>> users = new ArrayList<>();

    private volatile boolean isClosed;
    private volatile Instant usedAt;

    Opened(Known known, Referents referents, Executor readers, Instant now) {
        this.known = known;
        this.readers = readers;
        this.usedAt = now;
        this.reading = CompletableFuture.supplyAsync(() -> read(referents), readers);
    }

    private OpenSnapshot read(Referents referents) {
        if (isClosed) {
            // Somebody has looked at others since.
            throw new CancellationException("closed before it was read");
        }
        try {
            return OpenSnapshot.read(known.file(), referents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(
                    known.file() + " needs more memory than there is here: tidemark open shows it",
                    e);
        }
    }

    Known known() {
        return known;
    }

    /** When somebody has looked at it last. */
    Instant usedAt() {
        return usedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    static long bytes(Known known) {
        try {
            return Files.size(known.file());
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
        return switch (reading.exceptionNow()) {
            case UncheckedIOException e when e.getCause() != null ->
                    String.valueOf(e.getCause().getMessage());
            case Throwable e -> String.valueOf(e.getMessage());
        };
    }

    /** The snapshot, if it is read; says so if it is not. */
    OpenSnapshot ready() {
        String failure = failure();
        if (failure != null) {
            throw new Question.Refused(409, failure);
        }
        if (isReading()) {
            throw new Question.Refused(503, "still reading " + known.name());
        }
        return reading.resultNow();
    }

    /** The answer to a question, or that it is being worked on. */
    Answer ask(String question, Function<OpenSnapshot, Answer> pages) {
        OpenSnapshot snapshot = ready();
        return turns.ask(question, () -> pages.apply(snapshot));
    }

    /** Begins longer work that asks nothing of owners; the snapshots stay open meanwhile. */
    static <T> CompletableFuture<T> beside(List<Opened> all, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        all.forEach(one -> one.usedBy(result));
        all.getFirst()
                .readers
                .execute(() -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    private synchronized void usedBy(CompletableFuture<?> user) {
        if (isClosed) {
            throw new Question.Refused(503, "it is being closed");
        }
        users.removeIf(CompletableFuture::isDone);
        users.add(user);
    }

    /** Gives its memory back as soon as nothing works with it. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            CompletableFuture<?>[] all = users.toArray(CompletableFuture[]::new);
            var _ = CompletableFuture.allOf(all).whenComplete((_, _) -> release());
        }
    }

    private void release() {
        var _ =
                reading.whenComplete((snapshot, _) ->
                        turns.end(() -> {
                            if (snapshot != null) {
                                snapshot.close();
                            }
                        }));
    }
}
