package dev.tidemark.monitor.evidence;

import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.settings.Section;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes work from an instance before it is stopped for a snapshot, and gives it back afterwards:
 * for example in a load balancer.
 */
public sealed interface Drain {
    /** How long each half of it may take. */
    Duration timeout();

    /**
     * Does it for an instance.
     *
     * @param back whether to give work back
     * @throws IOException if it did not succeed within its time
     */
    void call(ProcessKey key, long pid, boolean back) throws IOException, InterruptedException;

    /**
     * Commands that succeed with exit code 0. They find the instance in {@code TIDEMARK_SERVICE},
     * {@code TIDEMARK_BUILD}, {@code TIDEMARK_INSTANCE} and {@code TIDEMARK_PID}.
     */
    record Command(List<String> drain, List<String> undrain, Duration timeout) implements Drain {
        public Command {
            drain = List.copyOf(drain);
            undrain = List.copyOf(undrain);
        }

        @Override
        public void call(ProcessKey key, long pid, boolean back)
                throws IOException, InterruptedException {
            List<String> words = back ? undrain : drain;
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.environment().put("TIDEMARK_SERVICE", key.service());
            builder.environment().put("TIDEMARK_BUILD", key.build());
            builder.environment().put("TIDEMARK_INSTANCE", key.instance());
            builder.environment().put("TIDEMARK_PID", Long.toString(pid));
            Process process =
                    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            words.getFirst() + " did not end within " + timeout.toSeconds() + " s");
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        words.getFirst() + " ended with exit code " + process.exitValue());
            }
        }
    }

    /** Addresses that are posted to, with the instance as parameters; any 2xx is success. */
    record Http(URI drain, URI undrain, Duration timeout) implements Drain {
        @Override
        public void call(ProcessKey key, long pid, boolean back)
                throws IOException, InterruptedException {
            URI base = back ? undrain : drain;
            String query =
                    "service=%s&build=%s&instance=%s&pid=%d"
                            .formatted(
                                    escape(key.service()),
                                    escape(key.build()),
                                    escape(key.instance()),
                                    pid);
            URI to = URI.create(base + (base.getQuery() == null ? "?" : "&") + query);
            try (HttpClient client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(timeout)
                            .build()) {
                HttpRequest request =
                        HttpRequest.newBuilder(to)
                                .timeout(timeout)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build();
                int status =
                        client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status / 100 != 2) {
                    throw new IOException(base.getHost() + " answered with status " + status);
                }
            }
        }

        private static String escape(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** The section {@code evidence.drain}. */
    static Drain of(Section section) {
        section.only("command", "undrain_command", "url", "undrain_url", "timeout");
        Duration timeout = section.time("timeout", Duration.ofMinutes(1));
        List<String> command = section.texts("command");
        List<String> back = section.texts("undrain_command");
        if (!command.isEmpty() && !back.isEmpty()) {
            return new Command(command, back, timeout);
        }
        URI url = section.url("url");
        URI backUrl = section.url("undrain_url");
        if (url == null || backUrl == null) {
            throw section.wrong(
                    "command",
                    "command and undrain_command, or url and undrain_url",
                    "only a part of them");
        }
        return new Http(url, backUrl, timeout);
    }
}
