package dev.tidemark.cli.hunt;

import dev.tidemark.cli.terminal.Progress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * HTTP requests, a fixed number at the same time. Several URLs take turns; <code>{n}</code> in one
 * is the running number of the request.
 */
public final class HttpLoad implements Exercise {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofSeconds(8);
    private static final int FEWEST = 50;
    private static final int MOST = 2000;

    private final List<String> urls;
    private final int concurrency;
    private final HttpClient client =
            HttpClient.newBuilder()
                    // Node's servers do not answer an offer to speak HTTP/2 over plain TCP.
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
    private final AtomicLong sent = new AtomicLong();
    private final LongAdder answered = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    private long perRound;
    private long perStep;
    private double secondsEach;

    /**
     * @param operations requests from one snapshot to the next; 0 chooses as many as the target
     *     answers in {@code STEP}
     */
    public HttpLoad(List<String> urls, int concurrency, long operations) {
        this.urls = List.copyOf(urls);
        this.concurrency = concurrency;
        this.perStep = operations;
        this.perRound = operations > 0 ? Math.max(1, operations / 2) : 0;
    }

    @Override
    public String unit() {
        return "request";
    }

    @Override
    public long operations() {
        return answered.sum();
    }

    @Override
    public Pace pace() {
        return Pace.OF_OUR_LOAD;
    }

    @Override
    public void warmUp(Progress progress) throws ExerciseException, InterruptedException {
        long start = System.nanoTime();
        long before = operations();
        if (perRound > 0) {
            send(perRound, progress);
        } else {
            do {
                send(FEWEST, progress);
            } while (System.nanoTime() - start < WARM_UP_ROUND.toNanos()
                    && operations() - before < MOST / 4);
            perRound = operations() - before;
        }
        secondsEach = (System.nanoTime() - start) / 1e9 / (operations() - before);
        failIfNothingWorks();
    }

    @Override
    public void step(Progress progress) throws ExerciseException, InterruptedException {
        if (perStep == 0) {
            perStep = chosenPerStep();
        }
        send(perStep, progress);
        failIfNothingWorks();
    }

    /** So many requests, and no more; fails when none that were ever sent succeeded. */
    public void request(long count, Progress progress)
            throws ExerciseException, InterruptedException {
        send(count, progress);
        failIfNothingWorks();
    }

    private long chosenPerStep() {
        long fitting = (long) (STEP.toMillis() / 1000.0 / secondsEach);
        return Math.clamp(fitting / FEWEST * FEWEST, FEWEST, MOST);
    }

    private void send(long count, Progress progress) throws InterruptedException {
        AtomicLong left = new AtomicLong(count);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < concurrency; worker++) {
                workers.execute(() -> {
                    long mine = left.getAndDecrement();
                    while (mine > 0 && sendOne()) {
                        progress.fraction(1 - mine / (double) count, amount());
                        mine = left.getAndDecrement();
                    }
                });
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("while requests were sent");
        }
    }

    private String amount() {
        return String.format(Locale.ROOT, "%,d requests", operations());
    }

    /** Whether to go on. */
    private boolean sendOne() {
        long number = sent.incrementAndGet();
        String url = urls.get((int) (number % urls.size()));
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url.replace("{n}", Long.toString(number))))
                            .timeout(TIMEOUT)
                            .build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 400) {
                failed("HTTP " + status);
            }
        } catch (ConnectException e) {
            failed("no connection");
        } catch (IOException e) {
            failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        answered.increment();
        return true;
    }

    private void failed(String reason) {
        failures.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    private void failIfNothingWorks() throws ExerciseException {
        if (failed() >= operations()) {
            throw new ExerciseException(
                    urls.getFirst(),
                    "answers",
                    "%d of %d requests failed: %s".formatted(failed(), operations(), reasons()),
                    "Check that the service listens there and that the URL needs no login.");
        }
    }

    private long failed() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private String reasons() {
        return failures.entrySet().stream()
                .sorted(
                        Map.Entry.<String, LongAdder>comparingByValue(
                                        (a, b) -> Long.compare(b.sum(), a.sum()))
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(3)
                .map(entry -> entry.getKey() + " (" + entry.getValue().sum() + ")")
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (failed() > 0) {
            warnings.add(
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d requests failed: %s",
                            failed(),
                            operations(),
                            reasons()));
        }
        return warnings;
    }
}
