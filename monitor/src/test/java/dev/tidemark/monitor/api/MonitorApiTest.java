package dev.tidemark.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.http.PageFiles;
import dev.tidemark.monitor.http.Raw;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.http.SafeServer;
import dev.tidemark.monitor.http.ServerSettings;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a fleet over HTTP. */
class MonitorApiTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final DrawnFleet fleet = new DrawnFleet();
    private final DrawnHistory history = new DrawnHistory();
    private final AtomicReference<Instant> now = new AtomicReference<>(DrawnFleet.NOW);
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private MonitorApi api;
    private SafeServer server;

    @BeforeEach
    void start() throws IOException {
        fleet.with(1, key("shop", "1.4", "a"), DrawnFleet.leak(1000, 7200))
                .with(2, key("shop", "1.4", "b"), DrawnFleet.steady(), false)
                .with(3, key("shop", "1.3", "c"), DrawnFleet.steady())
                .with(4, key("mail", "", "a"), DrawnFleet.undecided())
                .with(5, key("cart", "7", "a"), DrawnFleet.leak(10, 600));
        InstantSource clock = now::get;
        api =
                new MonitorApi(
                        new MonitorApi.Parts(
                                "0.1.0",
                                fleet,
                                history,
                                () ->
                                        List.of(
                                                new SourceState(
                                                        "scrape",
                                                        "pods",
                                                        4,
                                                        3,
                                                        null,
                                                        "one is away")),
                                clock,
                                failures::add));
        Routes routes = new Routes();
        api.addTo(routes);
        server =
                SafeServer.start(
                        ServerSettings.onLoopback(0),
                        routes,
                        new PageFiles(MonitorApiTest.class, "none/"),
                        failures::add);
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
        assertThat(failures).isEmpty();
    }

    private static ProcessKey key(String service, String build, String instance) {
        return new ProcessKey(service, build, instance);
    }

    private JsonNode get(String path) throws IOException {
        Raw.Answer answer = Raw.get(server.address(), "/api/v1" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode read = MAPPER.readTree(answer.body());
        Published.assertFollows(read);
        return read;
    }

    private String error(String path, int status) throws IOException {
        Raw.Answer answer = Raw.get(server.address(), "/api/v1" + path);
        assertThat(answer.status()).isEqualTo(status);
        return MAPPER.readTree(answer.body()).path("error").asString();
    }

    private static List<String> each(JsonNode rows, String field) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path(field).asString()));
        return values;
    }

    @Test
    void services_come_with_their_builds_and_the_one_with_the_least_time_left_first()
            throws IOException {
        JsonNode fleet = get("/fleet");

        assertThat(fleet.path("schema").asString()).isEqualTo("fleet/1");
        assertThat(fleet.path("tidemark").asString()).isEqualTo("0.1.0");
        assertThat(fleet.path("totals").toString())
                .isEqualTo(
                        "{\"services\":3,\"builds\":4,\"processes\":5,\"up\":4,\"counts\":{\"leaking\":2,"
                                + "\"undecided\":1,\"settled\":0,\"steady\":2}}");
        assertThat(each(fleet.path("rows"), "service")).containsExactly("cart", "shop", "mail");
        JsonNode shop = fleet.path("rows").get(1);
        assertThat(shop.path("verdict").asString()).isEqualTo("leaking");
        assertThat(shop.path("instances").asInt()).isEqualTo(3);
        assertThat(shop.path("up").asInt()).isEqualTo(2);
        assertThat(shop.path("worst").asInt()).isEqualTo(1);
        assertThat(shop.path("timeToLimit").asInt()).isEqualTo(7200);
        assertThat(shop.path("memoryBytes").asLong()).isEqualTo(600_000_006L);
        assertThat(shop.path("spark").toString())
                .isEqualTo("{\"low\":100,\"high\":300,\"points\":[0,null,25,100]}");
        assertThat(each(shop.path("builds"), "build")).containsExactly("1.3", "1.4");
        assertThat(shop.path("builds").get(0).path("verdict").asString()).isEqualTo("steady");
    }

    @Test
    void filters_choose_processes_and_services_by_them() throws IOException {
        assertThat(each(get("/fleet?verdict=undecided,steady").path("rows"), "service"))
                .containsExactly("mail", "shop");
        assertThat(get("/fleet?verdict=steady").path("matched").path("processes").asInt())
                .isEqualTo(2);
        assertThat(each(get("/processes?q=SHOP+1.4").path("rows"), "id")).containsExactly("1", "2");
        assertThat(each(get("/processes?service=mail&build=").path("rows"), "id"))
                .containsExactly("4");
        assertThat(each(get("/processes?up=false").path("rows"), "id")).containsExactly("2");
        assertThat(get("/processes?runtime=jvm").path("total").asInt()).isZero();
    }

    @Test
    void lists_are_sorted_and_cut_as_asked() throws IOException {
        assertThat(each(get("/processes?sort=instance").path("rows"), "id"))
                .containsExactly("5", "1", "4", "2", "3");
        assertThat(each(get("/processes?sort=rate&limit=2").path("rows"), "id"))
                .containsExactly("1", "5");
        assertThat(each(get("/processes?sort=limit&order=desc&limit=3").path("rows"), "id"))
                .containsExactly("1", "5", "4");
        assertThat(each(get("/processes?offset=3&limit=10").path("rows"), "id"))
                .containsExactly("2", "3");
        assertThat(get("/processes?offset=99").path("total").asInt()).isEqualTo(5);
        assertThat(each(get("/fleet?sort=service&order=desc").path("rows"), "service"))
                .containsExactly("shop", "mail", "cart");
    }

    @Test
    void what_is_wrong_in_a_query_is_told() throws IOException {
        assertThat(error("/processes?sort=colour", 400))
                .isEqualTo(
                        "sort: expected one of build, heap, instance, limit, memory, onset, rate,"
                                + " seen, service, worst, found colour");
        assertThat(error("/fleet?verdict=bad", 400))
                .isEqualTo(
                        "verdict: expected one of leaking, undecided, settled, steady, found bad");
        assertThat(error("/fleet?offset=-1", 400))
                .isEqualTo("offset: expected a number of 0 to 2147483647, found -1");
        assertThat(error("/processes/4711", 404))
                .isEqualTo("process 4711: expected the number of one that is known");
        assertThat(error("/processes/../../etc/passwd", 404)).isNotEmpty();
        assertThat(error("/processes/1/series?from=yesterday", 400))
                .isEqualTo(
                        "from: expected an instant such as 2026-11-22T23:45:10Z, or seconds since"
                                + " 1970, found yesterday");
    }

    @Test
    void a_process_is_told_with_the_words_of_reports() throws IOException {
        JsonNode one = get("/processes/1");

        assertThat(one.path("title").asString()).isEqualTo("shop 1.4 on a");
        JsonNode verdict = one.path("verdict");
        assertThat(verdict.path("words").asString()).isEqualTo("leaking");
        assertThat(verdict.path("rest").asString())
                .isEqualTo(
                        "1000 B/s (900 B..1.07 KiB) by heap in use; limit 954 MiB reached in about"
                                + " 2 h");
        assertThat(verdict.path("onset").asString()).isEqualTo("2026-11-22T00:10:00Z");
        assertThat(verdict.path("onsetWithin").toString())
                .isEqualTo("{\"low\":\"2026-11-22T00:08:20Z\",\"high\":\"2026-11-22T00:11:40Z\"}");
        assertThat(verdict.path("timeToLimitWithin").toString())
                .isEqualTo("{\"low\":3600,\"high\":null}");
        assertThat(verdict.path("because").get(0).asString()).isEqualTo("heap in use: because");
        assertThat(verdict.path("rejected").get(0).path("why").asString())
                .isEqualTo("it does not bend");
        assertThat(one.path("latest").toString())
                .isEqualTo("{\"rss\":200000001,\"heap_used\":100000001}");
        assertThat(one.path("parts").toString())
                .isEqualTo(
                        "[{\"name\":\"heap in use\",\"bytes\":100000001},"
                                + "{\"name\":\"other\",\"bytes\":100000000}]");
        assertThat(one.path("siblings").path("instances").asInt()).isEqualTo(3);
    }

    @Test
    void a_series_is_told_with_its_floor_its_growth_and_where_that_leads() throws IOException {
        for (int second = 60; second <= 3600; second += 60) {
            double saw = 1000 * second + (second % 120 == 0 ? 5e6 : 0);
            history.with(Signal.HEAP_USED, second, 50e6 + saw);
            history.with(Signal.MAJOR_GCS, second, second < 1800 ? second / 60 : second / 60 - 30);
        }
        JsonNode series = get("/processes/1/series");

        assertThat(series.path("series").size()).isEqualTo(2);
        JsonNode heap = series.path("series").get(1);
        assertThat(heap.path("signal").asString()).isEqualTo("heap_used");
        assertThat(heap.path("seconds").size()).isEqualTo(60);
        JsonNode judged = series.path("judged");
        assertThat(judged.path("floor").path("values").get(39).asDouble()).isEqualTo(53.54e6);
        assertThat(judged.path("model").path("seconds").toString())
                .isEqualTo("[1795306200,1795309200]");
        assertThat(judged.path("model").path("values").toString()).isEqualTo("[50540000,53540000]");
        JsonNode projection = judged.path("projection");
        assertThat(projection.path("seconds").get(1).asDouble())
                .isEqualTo(1795309200 + 0.35 * 3540);
        assertThat(projection.path("high").get(1).asDouble())
                .isGreaterThan(projection.path("low").get(1).asDouble());
        assertThat(judged.path("reachesLimitAt").asString()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(judged.path("reachesLimitWithin").path("high").isNull()).isTrue();
        assertThat(each(series.path("marks"), "kind"))
                .containsExactly("deploy", "onset", "restart");
        assertThat(series.path("gc").path("major").get(0).asInt()).isEqualTo(1);
    }

    @Test
    void the_past_is_told_without_a_future() throws IOException {
        for (int second = 60; second <= 3600; second += 60) {
            history.with(Signal.HEAP_USED, second, 50e6 + 1000 * second);
        }
        JsonNode series =
                get(
                        "/processes/1/series?from=2026-11-22T00:20:00Z&to=1795307400&signals=heap_used");

        assertThat(series.path("series").get(0).path("seconds").size()).isEqualTo(10);
        assertThat(series.path("judged").path("projection").isNull()).isTrue();
        assertThat(series.path("judged").path("model").isNull()).isFalse();
    }

    @Test
    void a_process_without_readings_in_a_range_is_not_judged_there() throws IOException {
        JsonNode series = get("/processes/3/series");

        assertThat(series.path("judged").isNull()).isTrue();
        assertThat(series.path("gc").path("seconds").size()).isZero();
    }

    @Test
    void the_monitor_tells_how_it_is() throws IOException {
        JsonNode status = get("/status");
        assertThat(status.path("intake").path("readings").asInt()).isEqualTo(1000);
        assertThat(status.path("store").path("trouble").isNull()).isTrue();
        assertThat(status.path("sources").get(0).path("state").asString()).isEqualTo("trouble");
        assertThat(status.path("own").path("heapBytes").asLong()).isPositive();

        history.in("the disk is full");
        assertThat(get("/status").path("store").path("trouble").asString())
                .isEqualTo("the disk is full");
        assertThat(Raw.get(server.address(), "/healthz").body()).isEqualTo("ok\n");
        assertThat(Raw.get(server.address(), "/readyz").body())
                .isEqualTo("ok, but the disk is full\n");
    }

    @Test
    void who_follows_hears_of_another_verdict_and_resumes_where_it_broke_off() throws IOException {
        String id;
        try (Raw raw = follow("")) {
            assertThat(next(raw).type()).isEqualTo("hello");
            fleet.with(3, key("shop", "1.3", "c"), DrawnFleet.leak(5, 60)).without(4);
            look();
            Event event = next(raw);
            assertThat(event.type()).isEqualTo("fleet");
            assertThat(event.data()).contains("\"changed\":[3,4]", "\"leaking\":3");
            id = event.id();
        }
        fleet.with(2, key("shop", "1.4", "b"), DrawnFleet.undecided());
        look();
        try (Raw raw = follow("Last-Event-ID: " + id + "\r\n")) {
            assertThat(next(raw).type()).isEqualTo("hello");
            assertThat(next(raw).data()).contains("\"changed\":[2]");
        }
        try (Raw raw = follow("Last-Event-ID: other-7\r\n")) {
            assertThat(next(raw).type()).isEqualTo("hello");
            assertThat(next(raw).type()).isEqualTo("reset");
        }
    }

    @Test
    void who_looks_at_a_process_hears_of_its_readings() throws IOException {
        try (Raw raw = new Raw(server.address())) {
            raw.say("GET /api/v1/events?process=5 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            raw.line();
            assertThat(raw.headers()).containsEntry("content-type", "text/event-stream");
            assertThat(next(raw).type()).isEqualTo("hello");
            Event event = next(raw);
            assertThat(event.type()).isEqualTo("process");
            assertThat(event.data()).startsWith("{\"process\":{\"id\":5,\"service\":\"cart\"");
        }
    }

    private Raw follow(String header) throws IOException {
        Raw raw = new Raw(server.address());
        raw.say("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n");
        raw.line();
        raw.headers();
        return raw;
    }

    private void look() {
        now.updateAndGet(at -> at.plusSeconds(2));
        api.lookOnce();
    }

    private record Event(String id, String type, String data) {}

    /** The next event; chunk sizes and empty lines are passed over. */
    private static Event next(Raw raw) throws IOException {
        String id = "";
        String type = "";
        for (int lines = 0; lines < 100; lines++) {
            String line = raw.line();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith(": beat")) {
                throw new IOException("nothing happened");
            } else if (line.startsWith("data: ")) {
                return new Event(id, type, line.substring(6));
            }
        }
        throw new IOException("no event");
    }
}
