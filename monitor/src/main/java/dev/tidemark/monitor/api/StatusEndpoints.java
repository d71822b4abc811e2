package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.Permission;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** How the monitor itself is. */
final class StatusEndpoints {
    private static final Duration RATE_OVER = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final History history;
    private final FleetIndex index;
    private final Supplier<List<SourceState>> sources;
    private final IntSupplier streams;
    private final InstantSource clock;
    private final Answers answers;
    private final Instant startedAt;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private Supplier<List<Alert>> openAlerts = List::of;

    StatusEndpoints(MonitorApi.Parts parts, FleetIndex index, IntSupplier streams) {
        this.fleet = parts.fleet();
        this.history = parts.history();
        this.sources = parts.sources();
        this.clock = parts.clock();
        this.answers = new Answers(parts.version());
        this.index = index;
        this.streams = streams;
        this.startedAt = clock.instant();
    }

    /** Has open alerts counted, too; before anything is asked. */
    void alerts(Alerts alerts) {
        openAlerts = alerts::open;
    }

    private record Reading(long nanos, long count) {}

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/status", this::status);
        routes.on("GET", "/healthz", Permission.NONE, call -> text(call, "ok\n"));
        routes.on("GET", "/readyz", Permission.NONE, this::ready);
    }

    private static void text(Call call, String text) throws IOException {
        call.answer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ready even in trouble: readings are taken all the same, and must not be sent elsewhere. */
    private void ready(Call call) throws IOException {
        String trouble = history.trouble();
        text(call, trouble.isEmpty() ? "ok\n" : "ok, but " + trouble + "\n");
    }

    /** Counts how fast readings come in; to be called every few seconds. */
    synchronized void measure() {
        long now = System.nanoTime();
        readings.addLast(new Reading(now, fleet.counts().readings()));
        while (now - readings.getFirst().nanos() > RATE_OVER.toNanos()) {
            readings.removeFirst();
        }
    }

    private synchronized double perSecond() {
        if (readings.size() < 2) {
            return Double.NaN;
        }
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        return (last.count() - first.count()) * 1e9 / (last.nanos() - first.nanos());
    }

    private void status(Call call) throws IOException {
        FleetView.Totals totals = index.view().totals();
        answers.send(
                call,
                "status",
                json -> {
                    Json.instant(json, "startedAt", startedAt);
                    Json.instant(json, "now", clock.instant());
                    json.writeNumberProperty("processes", totals.processes());
                    json.writeNumberProperty("up", totals.up());
                    totals.counts().write(json, "counts");
                    alerts(json, openAlerts.get());
                    intake(json, fleet.counts());
                    json.writeObjectPropertyStart("store");
                    String trouble = history.trouble();
                    Json.text(json, "trouble", trouble.isEmpty() ? null : trouble);
                    json.writeEndObject();
                    json.writeArrayPropertyStart("sources");
                    sources.get().forEach(source -> source(json, source));
                    json.writeEndArray();
                    own(json);
                });
    }

    private static void alerts(JsonGenerator json, List<Alert> open) {
        long firing = open.stream().filter(one -> one.state() == Alert.State.FIRING).count();
        json.writeObjectPropertyStart("alerts");
        json.writeNumberProperty("pending", open.size() - firing);
        json.writeNumberProperty("firing", firing);
        json.writeEndObject();
    }

    private void intake(JsonGenerator json, Fleet.IntakeCounts counts) {
        json.writeObjectPropertyStart("intake");
        json.writeNumberProperty("readings", counts.readings());
        Json.number(json, "perSecond", perSecond());
        json.writeNumberProperty("late", counts.late());
        json.writeNumberProperty("refused", counts.refused());
        json.writeNumberProperty("series", counts.series());
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, SourceState source) {
        json.writeStartObject();
        json.writeStringProperty("kind", source.kind());
        json.writeStringProperty("name", source.name());
        json.writeStringProperty("state", source.error() == null ? "ok" : "trouble");
        json.writeNumberProperty("targets", source.targets());
        json.writeNumberProperty("up", source.up());
        Json.instant(json, "lastAt", source.lastAt());
        Json.text(json, "error", source.error());
        json.writeEndObject();
    }

    private void own(JsonGenerator json) {
        Runtime runtime = Runtime.getRuntime();
        json.writeObjectPropertyStart("own");
        json.writeNumberProperty("heapBytes", runtime.totalMemory() - runtime.freeMemory());
        json.writeNumberProperty("heapLimitBytes", runtime.maxMemory());
        Json.number(
                json,
                "cpuSeconds",
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(time -> time.toMillis() / 1e3)
                        .orElse(Double.NaN));
        json.writeNumberProperty("eventStreams", streams.getAsInt());
        json.writeEndObject();
    }
}
