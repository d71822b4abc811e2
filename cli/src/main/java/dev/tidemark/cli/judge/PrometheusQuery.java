package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.report.JudgedSeries;
import dev.tidemark.trend.TrendDetector;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Memory series out of a Prometheus server, or whatever answers its range queries.
 *
 * @param server such as {@code http://localhost:9090}
 * @param query in PromQL; each series of its result is judged by itself
 * @param since how far to look back
 * @param step between two values
 */
public record PrometheusQuery(URI server, String query, Duration since, Duration step) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What well-known metrics measure; anything else is judged as resident memory is. */
    private static final Map<String, Signal> METRICS =
            Map.of(
                    "process_resident_memory_bytes", Signal.RSS,
                    "nodejs_heap_size_used_bytes", Signal.HEAP_USED,
                    "nodejs_external_memory_bytes", Signal.EXTERNAL,
                    "jvm_memory_used_bytes", Signal.HEAP_USED,
                    "jvm_memory_used_after_last_gc_bytes", Signal.POST_GC_USED,
                    "jvm_gc_live_data_size_bytes", Signal.POST_GC_USED,
                    "jvm_buffer_memory_used_bytes", Signal.DIRECT_USED);

    /**
     * The verdict on each series of the result.
     *
     * @param patience for how long growth has to go on before it is called a leak
     * @throws IOException if the server cannot be reached, refuses the query, or finds no series;
     *     the message says what to do
     */
    public List<JudgedSeries> judge(Duration patience) throws IOException, InterruptedException {
        List<JudgedSeries> judged = new ArrayList<>();
        for (JsonNode series : result()) {
            judged.add(judge(series, patience));
        }
        if (judged.isEmpty()) {
            throw failure("a series", "none in the last %s".formatted(since));
        }
        return judged;
    }

    private JudgedSeries judge(JsonNode series, Duration patience) throws IOException {
        Map<String, String> labels =
                series.path("metric").properties().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, label -> label.getValue().asString("")));
        String metric = labels.getOrDefault("__name__", "");
        Signal signal = METRICS.getOrDefault(metric, Signal.RSS);
        TrendDetector detector = new TrendDetector(patience);
        ThinnedSamples thinned = new ThinnedSamples();
        for (JsonNode value : series.path("values")) {
            double bytes = number(value.path(1).asString(""));
            if (bytes >= 0 && Double.isFinite(bytes)) {
                MemorySample sample = MemorySample.at(value.path(0).asDouble()).with(signal, bytes);
                detector.add(sample);
                thinned.add(sample);
            }
        }
        return new JudgedSeries(name(metric, labels), thinned.samples(), detector.verdict());
    }

    /** NaN and the infinities are how Prometheus marks what was not there. */
    private double number(String text) throws IOException {
        try {
            return Double.parseDouble(text.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            throw failure("numbers", '"' + text + '"');
        }
    }

    private static String name(String metric, Map<String, String> labels) {
        String rest =
                labels.entrySet().stream()
                        .filter(label -> !label.getKey().equals("__name__"))
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                        .collect(Collectors.joining(",", "{", "}"));
        return metric + rest;
    }

    private JsonNode result() throws IOException, InterruptedException {
        if (!String.valueOf(server.getScheme()).matches("https?") || server.getHost() == null) {
            throw new IOException(
                    server + ": expected the URL of a server such as http://localhost:9090");
        }
        HttpResponse<String> response;
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(uri()).timeout(PATIENCE).build();
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(
                    server + ": cannot be reached (" + e + "). Is Prometheus running there?", e);
        }
        JsonNode answer = parsed(response);
        if (!answer.path("status").asString("").equals("success")) {
            throw failure(
                    "an answer",
                    "HTTP %d: %s".formatted(response.statusCode(), answer.path("error")));
        }
        JsonNode data = answer.path("data");
        if (!data.path("resultType").asString("").equals("matrix")) {
            throw failure("a range of values", "a " + data.path("resultType"));
        }
        return data.path("result");
    }

    private JsonNode parsed(HttpResponse<String> response) throws IOException {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw failure("JSON", "HTTP %d with other text".formatted(response.statusCode()));
        }
    }

    private URI uri() {
        Instant now = Instant.now();
        String base = server.toString().replaceAll("/+$", "");
        return URI.create(
                base
                        + "/api/v1/query_range?query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)
                        + "&start="
                        + now.minus(since).getEpochSecond()
                        + "&end="
                        + now.getEpochSecond()
                        + "&step="
                        + Math.max(1, step.toSeconds()));
    }

    private IOException failure(String expected, String found) {
        return new IOException(
                "%s: query %s: expected %s, found %s".formatted(server, query, expected, found));
    }
}
