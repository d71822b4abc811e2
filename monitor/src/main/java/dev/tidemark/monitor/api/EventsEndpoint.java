package dev.tidemark.monitor.api;

import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The stream of events: what has changed, as it changes. */
final class EventsEndpoint {
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration PROCESS_EVERY = Duration.ofSeconds(2);
    private static final int MOST_STREAMS = 512;

    private final Fleet fleet;
    private final FleetIndex index;
    private final EventLog log;
    private final FleetChanges changes;
    private final InstantSource clock;
    private final Semaphore room = new Semaphore(MOST_STREAMS);

    EventsEndpoint(MonitorApi.Parts parts, FleetIndex index, EventLog log, FleetChanges changes) {
        this.fleet = parts.fleet();
        this.index = index;
        this.log = log;
        this.changes = changes;
        this.clock = parts.clock();
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/events", this::stream);
    }

    /** How many streams there are now. */
    int streams() {
        return MOST_STREAMS - room.availablePermits();
    }

    private void stream(Call call) throws IOException {
        Optional<Integer> process = process(call);
        if (!room.tryAcquire()) {
            throw new HttpFailure(503, "expected at most %d streams".formatted(MOST_STREAMS));
        }
        try {
            // Else a proxy may hold events back until it has enough of them.
            call.set("X-Accel-Buffering", "no");
            new Follower(call, process).follow();
        } catch (InterruptedException e) {
            // The server closes, or the client does not read: either way this is the end.
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private static Optional<Integer> process(Call call) {
        Parameters parameters = new Parameters(call);
        return parameters.text("process").isEmpty()
                ? Optional.empty()
                : Optional.of(parameters.number("process", 0, 0, Integer.MAX_VALUE));
    }

    /** One stream. */
    private final class Follower {
        private final Call call;
        private final Call.Stream stream;
        private final Optional<Integer> process;
        private Instant seen = Instant.MIN;
        private long position;

        Follower(Call call, Optional<Integer> process) throws IOException {
            this.call = call;
            this.stream = call.stream("text/event-stream");
            this.process = process;
        }

        void follow() throws IOException, InterruptedException {
            // From here on every change is told: what this finds was before.
            changes.look();
            position = log.last();
            begin();
            long lastSent = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                List<EventLog.Event> events =
                        log.after(position, process.isEmpty() ? BEAT : PROCESS_EVERY);
                String text = text(events) + ofProcess();
                if (text.isEmpty() && System.nanoTime() - lastSent >= BEAT.toNanos()) {
                    text = ": beat\n\n";
                }
                if (!text.isEmpty()) {
                    stream.send(text);
                    lastSent = System.nanoTime();
                }
            }
        }

        private void begin() throws IOException {
            String last = call.header("Last-Event-ID").orElse("");
            long resumed = last.isEmpty() ? position : log.resume(last);
            String reset = resumed < 0 ? event("reset", "{}", position) : "";
            position = resumed < 0 ? position : resumed;
            byte[] hello = Json.object(json -> Json.instant(json, "now", clock.instant()));
            stream.send("retry: 2000\n" + event("hello", utf8(hello), position) + reset);
        }

        private String text(List<EventLog.Event> events) {
            StringBuilder text = new StringBuilder();
            if (!events.isEmpty() && events.getFirst().number() > position + 1) {
                text.append(event("reset", "{}", events.getFirst().number() - 1));
            }
            for (EventLog.Event event : events) {
                text.append(event(event.type(), event.data(), event.number()));
                position = event.number();
            }
            return text.toString();
        }

        /** New readings of the process that is looked at; nothing to resume from. */
        private String ofProcess() {
            ProcessState state = process.flatMap(fleet::process).orElse(null);
            if (state == null || state.lastSeen().equals(seen)) {
                return "";
            }
            seen = state.lastSeen();
            byte[] row =
                    Json.object(json -> {
                        json.writeName("process");
                        new FleetJson(fleet, index.view()).process(json, FleetRow.of(state, null));
                    });
            return "event: process\ndata: " + utf8(row) + "\n\n";
        }

        private String event(String type, String data, long number) {
            return "id: %s\nevent: %s\ndata: %s\n\n".formatted(log.id(number), type, data);
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
