package dev.tidemark.monitor.api;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.MemoryDocuments;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.TestFleet;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.evidence.EvidenceDesk;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.evidence.EvidenceRules;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.http.PageFiles;
import dev.tidemark.monitor.http.Raw;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.http.SafeServer;
import dev.tidemark.monitor.http.ServerSettings;
import dev.tidemark.monitor.settings.Section;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.NodeHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts, quiet and captures over HTTP. */
class IncidentsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String JSON = "Content-Type: application/json";

    @TempDir Path folder;

    private final TestFleet fleet = new TestFleet();
    private final MemoryDocuments documents = new MemoryDocuments();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private EvidenceDesk desk;
    private Outbox outbox;
    private MonitorApi api;
    private SafeServer server;

    @BeforeEach
    void start() throws IOException {
        Mutes mutes = new Mutes(documents, List.of(), fleet::now);
        Alerts alerts = new Alerts(TestFleet.PROMPT, mutes, documents, fleet::now);
        outbox = new Outbox(List.of(), documents, alerts::find, fleet::now);
        fleet.set(new ProcessKey("shop", "1.4", "a"), DrawnFleet.steady());
        for (int i = 0; i < 400; i++) {
            fleet.set(new ProcessKey("shop", "1.4", "b"), DrawnFleet.leak(1000, 72_000));
            fleet.pass(Duration.ofMinutes(1));
            alerts.observe(fleet.processes());
        }
        evidence(alerts.open().getFirst().id());
        Section none = new Section(MAPPER.readTree("{}"), "evidence", name -> null);
        desk =
                EvidenceDesk.open(
                        EvidenceRules.of(none, folder),
                        documents,
                        fleet,
                        alerts,
                        (from, to) -> {},
                        "0.1.0",
                        fleet::now);
        api =
                new MonitorApi(
                        new MonitorApi.Parts(
                                "0.1.0",
                                fleet,
                                new DrawnHistory(),
                                List::of,
                                fleet::now,
                                failures::add),
                        new Incidents(alerts, outbox, desk));
        Routes routes = new Routes();
        api.addTo(routes);
        server =
                SafeServer.start(
                        ServerSettings.onLoopback(0),
                        routes,
                        new PageFiles(IncidentsTest.class, "none/"),
                        failures::add);
    }

    /** What was taken because of an alert: two snapshots, and samples of allocations. */
    private void evidence(String alert) throws IOException {
        Path files = Files.createDirectory(folder.resolve("e-1"));
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/a.js").variable("sessions", sessions);
        List<Captured> captures = new ArrayList<>();
        for (String name : List.of("redacted-1.heapsnapshot", "redacted-2.heapsnapshot")) {
            sessions.put(name, process.instance("Session", 64));
            process.snapshot().writeTo(files.resolve(name));
            captures.add(
                    new Captured(
                            Taken.SNAPSHOT, fleet.now(), "snapshot: x", "e-1/" + name, 9, 1, null));
        }
        Files.writeString(
                files.resolve("allocations.heapprofile"),
                """
                {"head":{"callFrame":{"functionName":"(root)","url":"","lineNumber":-1},"selfSize":0,
                  "children":[{"callFrame":{"functionName":"login","url":"/app/a.js","lineNumber":6},
                  "selfSize":4096,"children":[]}]},"samples":[]}
                """);
        captures.add(
                new Captured(
                        Taken.LIVE_OBJECTS,
                        fleet.now(),
                        "samples",
                        "e-1/allocations.heapprofile",
                        9,
                        0,
                        null));
        EvidenceItem item =
                new EvidenceItem(
                        "e-1",
                        0,
                        new ProcessKey("shop", "1.4", "b"),
                        alert,
                        "rule",
                        Wanted.HOLDER,
                        State.DONE,
                        "done",
                        fleet.now(),
                        fleet.now(),
                        captures,
                        null,
                        null);
        documents.write(
                List.of(
                        new Document(
                                Kind.EVIDENCE, "e-1", false, 1, MAPPER.writeValueAsString(item))));
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
        desk.close();
        outbox.close();
        assertThat(failures).isEmpty();
    }

    private JsonNode get(String path) throws IOException {
        JsonNode read = answered(Raw.get(server.address(), "/api/v1" + path), 200);
        Published.assertFollows(read);
        return read;
    }

    private JsonNode post(String path, String body, int status) throws IOException {
        return answered(Raw.ask(server.address(), "POST", "/api/v1" + path, body, JSON), status);
    }

    private static JsonNode answered(Raw.Answer answer, int status) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.bytes().length == 0
                ? MAPPER.createObjectNode()
                : MAPPER.readTree(answer.body());
    }

    @Test
    void an_alert_is_told_with_its_instances_and_marks_its_process() throws IOException {
        JsonNode alerts = get("/alerts");
        assertThat(alerts.path("total").asInt()).isEqualTo(1);
        JsonNode row = alerts.path("rows").get(0);
        assertThat(row.path("state").asString()).isEqualTo("firing");
        assertThat(row.path("rule").asString()).isEqualTo("leak");
        assertThat(row.path("service").asString()).isEqualTo("shop");
        assertThat(row.path("hasFinding").asBoolean()).isFalse();
        String id = row.path("id").asString();

        JsonNode alert = get("/alerts/" + id);
        assertThat(alert.path("verdict").path("words").asString()).isEqualTo("leaking");
        assertThat(alert.path("instances").get(0).path("instance").asString()).isEqualTo("b");
        assertThat(alert.path("instances").get(0).path("alert").asString()).isEqualTo(id);
        assertThat(alert.path("history").size()).isEqualTo(2);
        assertThat(alert.path("finding").isNull()).isTrue();
        int process = row.path("worst").asInt();
        assertThat(get("/processes/" + process).path("alerts").get(0).path("id").asString())
                .isEqualTo(id);
        assertThat(get("/fleet").path("rows").get(0).path("alerts").asInt()).isEqualTo(1);
        assertThat(get("/status").path("alerts").path("firing").asInt()).isEqualTo(1);
        assertThat(get("/alerts?state=resolved").path("total").asInt()).isZero();
        assertThat(get("/alerts?q=mail").path("total").asInt()).isZero();
        assertThat(Raw.get(server.address(), "/api/v1/alerts/none").status()).isEqualTo(404);
    }

    @Test
    void who_looks_after_an_alert_is_told() throws IOException {
        String id = get("/alerts").path("rows").get(0).path("id").asString();

        post("/alerts/" + id + "/acknowledge", "{\"by\":\"ann\"}", 204);

        JsonNode alert = get("/alerts/" + id).path("alert");
        assertThat(alert.path("acknowledgedBy").asString()).isEqualTo("ann");
        assertThat(alert.path("acknowledgedAt").asString()).isEqualTo(fleet.now().toString());
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(
                        Raw.ask(
                                        server.address(),
                                        "POST",
                                        "/api/v1/alerts/" + id + "/acknowledge",
                                        "by=mallory",
                                        form)
                                .status())
                .as("what a form of another site could send")
                .isEqualTo(415);
    }

    @Test
    void who_allocates_is_told_as_a_flame_graph() throws IOException {
        String id = get("/alerts").path("rows").get(0).path("id").asString();
        JsonNode flame = get("/alerts/" + id).path("flame");

        assertThat(flame.path("measure").asString()).isEqualTo("alive");
        assertThat(flame.path("bytes").asLong()).isEqualTo(4096);
        JsonNode login = flame.path("children").get(0);
        assertThat(login.path("name").asString()).isEqualTo("login");
        assertThat(login.path("at").asString()).isEqualTo("/app/a.js:7");
    }

    @Test
    void the_snapshots_of_an_alert_can_be_looked_into_and_compared() throws Exception {
        String id = get("/alerts").path("rows").get(0).path("id").asString();
        List<String> ids =
                get("/alerts/" + id)
                        .path("evidence")
                        .valueStream()
                        .map(row -> row.path("snapshot").asString(""))
                        .toList();
        assertThat(ids).containsExactly("e-1-1", "e-1-2", "");
        assertThat(snapshots("").path("snapshots").get(0).path("file").asString())
                .isEqualTo("shop 1.4, snapshot");

        assertThat(snapshots("/e-1-2/types?filter=Session").path("total").asInt()).isEqualTo(1);
        assertThat(snapshots("/e-1-2/diff?filter=Session").path("rows").get(0).path("counts"))
                .hasToString("[1,2]");
        assertThat(Raw.get(server.address(), "/api/snapshots/e-2-1/types").status()).isEqualTo(404);
    }

    /** Asks until what takes longer is there. */
    private JsonNode snapshots(String question) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            Raw.Answer answer = Raw.get(server.address(), "/api/snapshots" + question);
            if (answer.status() != 202 && answer.status() != 503) {
                return answered(answer, 200);
            }
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
    }

    @Test
    void a_silence_is_made_and_ended() throws IOException {
        String body = "{\"service\":\"shop\",\"seconds\":7200,\"by\":\"ann\",\"reason\":\"known\"}";
        JsonNode silence = post("/silences", body, 201);

        String id = silence.path("id").asString();
        assertThat(get("/alerts").path("rows").get(0).path("silenced").asString()).isEqualTo(id);
        JsonNode listed = get("/silences?state=active").path("rows").get(0);
        assertThat(listed.path("by").asString()).isEqualTo("ann");
        assertThat(Duration.between(fleet.now(), Instant.parse(listed.path("until").asString())))
                .isEqualTo(Duration.ofHours(2));
        assertThat(get("/maintenance").path("total").asInt()).isZero();
        answered(Raw.ask(server.address(), "DELETE", "/api/v1/silences/" + id, "", JSON), 204);
        assertThat(get("/silences?state=active").path("total").asInt()).isZero();
        assertThat(get("/alerts").path("rows").get(0).path("silenced").isNull()).isTrue();
    }

    @Test
    void what_cannot_be_a_silence_is_refused() throws IOException {
        assertThat(post("/silences", "{\"seconds\":60}", 400).path("error").asString())
                .isEqualTo("expected a service, a build, an instance or a subject");
        assertThat(post("/silences", "{\"service\":\"shop\"}", 400).path("error").asString())
                .isEqualTo("expected seconds, or until after from, and at most a year of quiet");
        post("/silences", "{\"service\":7,\"seconds\":60}", 400);
        post("/silences", "{\"service\":\"shop\",\"seconds\":\"x\"}", 400);
        post("/silences", "{\"service\":\"shop\",\"until\":\"soon\"}", 400);
        post("/silences", "[1,2", 400);
        post("/silences", "[]", 400);
        post("/maintenance", "{\"until\":\"2020-01-01T00:00:00Z\"}", 400);
        assertThat(get("/silences").path("total").asInt()).isZero();
    }

    @Test
    void a_process_that_is_known_by_numbers_alone_cannot_be_captured() throws IOException {
        int process = get("/alerts").path("rows").get(0).path("worst").asInt();

        JsonNode offer = get("/processes/" + process + "/capture");
        assertThat(offer.path("possible").asBoolean()).isFalse();
        assertThat(offer.path("why").asString()).isNotEmpty();
        assertThat(offer.path("choices").size()).isZero();
        post("/processes/" + process + "/capture", "{\"kind\":\"snapshot\"}", 409);
        post("/processes/" + process + "/capture", "{\"kind\":\"everything\"}", 400);
        assertThat(get("/captures?process=" + process).path("total").asInt()).isZero();
    }
}
