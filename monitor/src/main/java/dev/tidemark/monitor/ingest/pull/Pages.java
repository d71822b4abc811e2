package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.settings.Hidden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Fetches by HTTP, never longer than a deadline and never more than a bound. Threads: any; a call
 * waits.
 */
final class Pages implements AutoCloseable {
    private static final int OK = 200;

    private final HttpClient client;
    private final int mostBytes;

    /**
     * @param trusted whom to trust; null: whom the system trusts
     */
    Pages(int mostBytes, @Nullable SSLContext trusted) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .executor(Executors.newVirtualThreadPerTaskExecutor());
        this.client = (trusted == null ? builder : builder.sslContext(trusted)).build();
        this.mostBytes = mostBytes;
    }

    /**
     * A page.
     *
     * @throws IOException with one line: where, what was expected, what was found
     */
    Page get(URI address, String accept, @Nullable Hidden token, Duration deadline)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(deadline)
                        .header("Accept", accept)
                        .header("Accept-Encoding", "gzip");
        authorize(request, token);
        return page(address, request.build(), deadline);
    }

    /** The answer to a form. */
    byte[] post(URI address, String form, @Nullable Hidden token, Duration deadline)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(deadline)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        authorize(request, token);
        return page(address, request.build(), deadline).bytes();
    }

    private static void authorize(HttpRequest.Builder request, @Nullable Hidden token)
            throws IOException {
        if (token != null) {
            request.header("Authorization", "Bearer " + token.read());
        }
    }

    private Page page(URI address, HttpRequest request, Duration deadline)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = answer(address, request, deadline);
        if (response.statusCode() != OK) {
            throw new IOException(
                    "%s: expected HTTP 200, found %d".formatted(address, response.statusCode()));
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean packed =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        return new Page(type, packed ? unpacked(address, response.body()) : response.body());
    }

    private HttpResponse<byte[]> answer(URI address, HttpRequest request, Duration deadline)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "%s: expected an answer within %d ms, found none"
                            .formatted(address, deadline.toMillis()),
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "%s: expected an answer, found %s"
                            .formatted(address, cause.toString().replaceAll("\\s+", " ")),
                    cause);
        } finally {
            answer.cancel(true);
        }
    }

    private byte[] unpacked(URI address, byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new IOException(
                        "%s: expected at most %d bytes, found more".formatted(address, mostBytes));
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** What was fetched. */
    static final class Page {
        private final String type;
        private final byte[] bytes;

        Page(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        /** Its {@code Content-Type}. */
        String type() {
            return type;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
