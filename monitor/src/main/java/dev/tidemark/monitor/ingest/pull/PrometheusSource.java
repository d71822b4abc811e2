package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.ingest.Catalog;
import dev.tidemark.monitor.ingest.ToldSeries;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a Prometheus server for what it has scraped, again and again, beginning in the past.
 *
 * <p>It asks for the readings themselves over a stretch of time, not for values at steps: those
 * would repeat old readings, and hide when they were taken. Used by one thread.
 */
final class PrometheusSource {
    private static final String SOURCE = "prometheus";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** At once; a server limits how many readings it loads for a question. */
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(10);

    /** A reading may become known to the server only so long after its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final PrometheusSettings settings;
    private final StatusBoard board;
    private final Pages pages;
    private final ToldSeries series;
    private Instant askedUntil;

    PrometheusSource(PrometheusSettings settings, Catalog catalog, StatusBoard board, Pages pages) {
        this.settings = settings;
        this.board = board;
        this.pages = pages;
        this.series = new ToldSeries(catalog);
        this.askedUntil = board.clock().instant().minus(settings.backfill());
    }

    /** Asks for all there is until now. */
    boolean step() throws InterruptedException {
        Instant began = board.clock().instant();
        try {
            while (askedUntil.isBefore(began)) {
                Instant until = earlier(askedUntil.plus(LONGEST_STRETCH), began);
                ask(askedUntil.minus(OVERLAP), until);
                askedUntil = until;
            }
            board.put(SOURCE, settings.url().toString(), began, null);
        } catch (IOException e) {
            board.put(SOURCE, settings.url().toString(), began, String.valueOf(e.getMessage()));
        }
        return true;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void ask(Instant from, Instant until) throws IOException, InterruptedException {
        String match = settings.match().isBlank() ? "" : "," + settings.match();
        String query =
                "{%s%s}[%ds]"
                        .formatted(
                                ToldSeries.selector(),
                                match,
                                Duration.between(from, until).toSeconds() + 1);
        String form =
                "query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)
                        + "&time="
                        + until.toEpochMilli() / 1000.0;
        URI address = URI.create(settings.url().toString().replaceAll("/+$", "") + "/api/v1/query");
        JsonNode data = data(pages.post(address, form, settings.token(), PATIENCE));
        for (JsonNode each : data.path("result")) {
            Map<String, String> labels = new HashMap<>();
            each.path("metric")
                    .properties()
                    .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
            for (JsonNode value : each.path("values")) {
                series.add(
                        labels,
                        Math.round(value.path(0).asDouble() * 1000),
                        number(value.path(1).asString("")));
            }
        }
        series.handIn();
    }

    private JsonNode data(byte[] body) throws IOException {
        try {
            JsonNode answer = JsonMapper.shared().readTree(body);
            JsonNode data = answer.path("data");
            if (answer.path("status").asString("").equals("success")
                    && data.path("resultType").asString("").equals("matrix")) {
                return data;
            }
            throw new IOException(
                    "%s: expected series, found %s"
                            .formatted(settings.url(), answer.path("error").asString("others")));
        } catch (JacksonException e) {
            throw new IOException(settings.url() + ": expected JSON, found other text", e);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
