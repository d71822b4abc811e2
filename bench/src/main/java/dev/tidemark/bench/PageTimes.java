package dev.tidemark.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How long a page waits for its answers: every kind of request in turn, as a browser asks. */
final class PageTimes {
    private static final List<String> PATHS =
            List.of(
                    "/fleet",
                    "/processes?limit=500",
                    "/processes?q=service-17+1.2&sort=memory",
                    "/processes/4711",
                    "/processes/4711/series",
                    "/status");
    private static final int MOST = 100_000;
    private static final int OK = 200;
    private static final long PAUSE_MILLIS = 20;

    private final long[][] nanos = new long[PATHS.size()][MOST];
    private final long[] bytes = new long[PATHS.size()];
    private int rounds;

    private PageTimes() {}

    /**
     * Asks one thing after the other, with a pause after each.
     *
     * @param api such as {@code http://127.0.0.1:7117/api/v1}
     * @return a line for each kind of request, and one for all
     */
    static String of(URI api, int seconds) throws IOException, InterruptedException {
        PageTimes times = new PageTimes();
        times.ask(api, seconds);
        return times.table();
    }

    private void ask(URI api, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (; rounds < MOST && System.nanoTime() < end; rounds++) {
                for (int kind = 0; kind < PATHS.size(); kind++) {
                    HttpRequest request =
                            HttpRequest.newBuilder(URI.create(api + PATHS.get(kind)))
                                    .header("Accept-Encoding", "gzip")
                                    .timeout(Duration.ofSeconds(30))
                                    .build();
                    long sent = System.nanoTime();
                    HttpResponse<byte[]> answer =
                            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                    nanos[kind][rounds] = System.nanoTime() - sent;
                    bytes[kind] = answer.body().length;
                    if (answer.statusCode() != OK) {
                        throw new IOException(PATHS.get(kind) + ": " + answer.statusCode());
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        }
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        long[] all = new long[PATHS.size() * rounds];
        for (int kind = 0; kind < PATHS.size(); kind++) {
            System.arraycopy(nanos[kind], 0, all, kind * rounds, rounds);
            table.append(line(PATHS.get(kind), Arrays.copyOf(nanos[kind], rounds), bytes[kind]));
        }
        return table.append(line("all of them", all, Arrays.stream(bytes).sum())).toString();
    }

    private static String line(String name, long[] nanos, long bytes) {
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT,
                "%-42s %5d requests %8d B  p50 %6.1f  p99 %6.1f  most %6.1f ms%n",
                name,
                nanos.length,
                bytes,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
