package dev.tidemark.heap.read.file;

import dev.tidemark.heap.read.SnapshotFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A fixed number of threads for the CPU work of reading one snapshot. */
public final class Workers implements AutoCloseable {
    private final Division division;
    private final ExecutorService threads;

    public Workers(Division division) {
        this.division = division;
        this.threads =
                Executors.newFixedThreadPool(
                        division.workers(),
                        Thread.ofPlatform().daemon().name("heap-reader-", 0).factory());
    }

    /** Work that can find the snapshot broken. */
    @FunctionalInterface
    public interface Work {
        void run() throws SnapshotFormatException;
    }

    public Division division() {
        return division;
    }

    /** Runs the same work on every thread and waits for all of them. */
    public void run(Work work) throws SnapshotFormatException {
        List<Work> copies = new ArrayList<>();
        for (int i = 0; i < division.workers(); i++) {
            copies.add(work);
        }
        runAll(copies);
    }

    /** Runs all and waits for all; of several failures the first in the list is thrown. */
    public void runAll(List<Work> works) throws SnapshotFormatException {
        List<Future<?>> running = new ArrayList<>();
        for (Work work : works) {
            running.add(
                    threads.submit(() -> {
                        work.run();
                        return null;
                    }));
        }
        Failure failure = new Failure();
        for (Future<?> one : running) {
            failure.collect(one);
        }
        failure.rethrow();
    }

    /** Starts work whose result is asked for later. */
    public <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private static final class Failure {
        private final List<Throwable> causes = new ArrayList<>();

        /** Waits even when interrupted: the thread uses memory that the caller frees. */
        void collect(Future<?> one) {
            boolean interrupted = false;
            boolean done = false;
            while (!done) {
                try {
                    one.get();
                    done = true;
                } catch (ExecutionException e) {
                    causes.add(e.getCause());
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() throws SnapshotFormatException {
            if (causes.isEmpty()) {
                return;
            }
            Throwable first = causes.getFirst();
            switch (first) {
                case SnapshotFormatException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(first);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
