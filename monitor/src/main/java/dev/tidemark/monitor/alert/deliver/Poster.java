package dev.tidemark.monitor.alert.deliver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts messages. An answer that does not come, drips, or is too long is an error; a redirection is
 * an answer, and is not followed. Threads: any.
 */
final class Poster implements AutoCloseable {
    private static final long LONGEST_ANSWER = 64 << 10;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Duration deadline;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    /**
     * @param deadline until the whole answer has come
     */
    Poster(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Posts a message and waits for the answer.
     *
     * @throws IOException of one line that holds no part of the address
     */
    Answer post(Message message) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request(message),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                LONGEST_ANSWER));
        try {
            return answer(answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + deadline.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(Message message) throws IOException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(message.to())
                            .timeout(deadline)
                            .POST(HttpRequest.BodyPublishers.ofString(message.body()));
            message.headers().forEach(request::header);
            return request.build();
        } catch (IllegalArgumentException e) {
            // Its text may repeat a secret, and so must not be told.
            throw new IOException("the address or a secret holds what cannot be sent");
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT),
                response.headers().firstValue("Retry-After").orElse(null),
                response.body());
    }

    /** Without the exception's own text where that may repeat the address. */
    private static String reason(Throwable failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ -> "no connection within 5 s";
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "the connection was refused or there is no such host";
            case SSLException _ -> "no secure connection: check its certificate";
            default -> "the connection broke off (" + failure.getClass().getSimpleName() + ")";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
