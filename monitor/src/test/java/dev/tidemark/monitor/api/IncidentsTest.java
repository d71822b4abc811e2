package dev.tidemark.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.monitor.alert.AlertRules;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.MemoryDocuments;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.TestFleet;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.evidence.EvidenceDesk;
import dev.tidemark.monitor.evidence.EvidenceRules;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.http.PageFiles;
import dev.tidemark.monitor.http.Raw;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.http.SafeServer;
import dev.tidemark.monitor.http.ServerSettings;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        Alerts alerts = new Alerts(AlertRules.USUAL, mutes, documents, fleet::now);
        outbox = new Outbox(List.of(), documents, alerts::find, fleet::now);
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
                        new Incidents(alerts, outbox, desk, file -> -1));
        Routes routes = new Routes();
        api.addTo(routes);
        server =
                SafeServer.start(
                        ServerSettings.onLoopback(0),
                        routes,
                        new PageFiles(IncidentsTest.class, "none/"),
                        failures::add);
        fleet.set(new ProcessKey("shop", "1.4", "a"), DrawnFleet.steady());
        for (int i = 0; i < 400; i++) {
            fleet.set(new ProcessKey("shop", "1.4", "b"), DrawnFleet.leak(1000, 72_000));
            fleet.pass(Duration.ofMinutes(1));
            alerts.observe(fleet.processes());
        }
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
        return answered(Raw.get(server.address(), "/api/v1" + path), 200);
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

        assertThat(get("/alerts/" + id).path("alert").path("acknowledgedBy").asString())
                .isEqualTo("ann");
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
