package dev.tidemark.monitor.snapshot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work on one snapshot, one piece after the other. Nobody waits long: whose answer is not there yet
 * is told so, and finds it by asking the same again. Threads: any.
 */
final class Turns {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** Questions that are worked on, or whose answers nobody has fetched. */
    private static final int MOST = 16;

    private final Map<String, CompletableFuture<Answer>> underWay = new LinkedHashMap<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("snapshot-pages-", 0).factory());

    /**
     * The answer, or that it is being worked on.
     *
     * @param question equal for equal questions
     */
    Answer ask(String question, Supplier<Answer> work) {
        CompletableFuture<Answer> answer = begin(question, work);
        try {
            Answer there = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            forget(question);
            return there;
        } catch (TimeoutException e) {
            return Answer.working();
        } catch (ExecutionException e) {
            forget(question);
            throw e.getCause() instanceof Question.Refused refused
                    ? refused
                    : new IllegalStateException(question, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Question.Refused(503, "the server ends");
        }
    }

    private synchronized CompletableFuture<Answer> begin(String question, Supplier<Answer> work) {
        CompletableFuture<Answer> known = underWay.get(question);
        if (known != null) {
            return known;
        }
        if (underWay.size() >= MOST) {
            underWay.values().removeIf(CompletableFuture::isDone);
        }
        if (underWay.size() >= MOST) {
            throw new Question.Refused(503, "too many questions at once about this snapshot");
        }
        try {
            CompletableFuture<Answer> begun = CompletableFuture.supplyAsync(work, worker);
            underWay.put(question, begun);
            return begun;
        } catch (RejectedExecutionException e) {
            throw new Question.Refused(503, "it is being closed");
        }
    }

    private synchronized void forget(String question) {
        underWay.remove(question);
    }

    /** Takes no more questions, and does something after those that it has. */
    void end(Runnable last) {
        worker.execute(last);
        worker.shutdown();
    }
}
