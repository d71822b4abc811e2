package dev.tidemark.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a monitor that runs. Threads: any. */
final class MonitorClient {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI monitor;

    /**
     * @param monitor its address, such as {@code http://127.0.0.1:7117}
     */
    MonitorClient(URI monitor) {
        this.monitor = monitor;
    }

    /** Sends a remote-write request, and hands out the status of the answer. */
    int write(byte[] packed) throws IOException, InterruptedException {
        return post("/api/v1/write", "application/x-protobuf", "snappy", packed);
    }

    /** Sends anything, and hands out the status of the answer. */
    int post(String path, String type, String encoding, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest post =
                HttpRequest.newBuilder(monitor.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .header("Content-Encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /**
     * Asks for a page.
     *
     * @throws IOException if the answer is not 200
     */
    String text(String path) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(monitor.resolve(path)).timeout(PATIENCE).build();
        HttpResponse<String> answer = client.send(get, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(
                    "%s: expected 200, found %d: %s"
                            .formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    /** Asks for a page of JSON. */
    JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(text(path));
    }
}
