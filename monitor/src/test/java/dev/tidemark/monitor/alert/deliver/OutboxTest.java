package dev.tidemark.monitor.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.alert.MemoryDocuments;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.TestFleet;
import dev.tidemark.monitor.fleet.Documents.Kind;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.settings.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutboxTest {
    private static final ProcessKey SHOP = TestFleet.process("shop", "1.4", "10.0.0.7:9464");
    private static final Links LINKS = new Links(URI.create("https://tidemark.example"));
    private static final String SECRET = "correct horse battery staple";
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final TestFleet fleet = new TestFleet();
    private final MemoryDocuments documents = new MemoryDocuments();
    private final TestReceiver receiver = TestReceiver.start();
    private final Alerts alerts =
            new Alerts(
                    TestFleet.PROMPT,
                    new Mutes(documents, List.of(), fleet::now),
                    documents,
                    fleet::now);
    private Outbox outbox = outbox(webhook());

    @AfterEach
    void stop() {
        outbox.close();
        receiver.close();
    }

    private Outbox outbox(Channel... channels) {
        Outbox opened =
                new Outbox(
                        List.of(channels),
                        documents,
                        alerts::find,
                        fleet::now,
                        new Poster(DEADLINE),
                        new Backoff(
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                new SplittableRandom(1)));
        alerts.tellBy(opened);
        return opened;
    }

    private Webhook webhook() {
        return new Webhook("hook", receiver.url("/hook"), Login.NONE, Hidden.of(SECRET), LINKS);
    }

    /** Time goes on, the fleet is looked at, and what is due is told. */
    private void pass(Duration time) throws InterruptedException {
        fleet.pass(time);
        alerts.observe(fleet.states());
        outbox.tellWhatIsDue();
    }

    private Alert fire() throws InterruptedException {
        fleet.set(SHOP, fleet.leaking(Signal.POST_GC_USED));
        alerts.observe(fleet.states());
        pass(TestFleet.PROMPT.hold());
        Alert alert = alerts.open().getFirst();
        assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
        return alert;
    }

    private void resolve() throws InterruptedException {
        fleet.set(SHOP, TestFleet.steady());
        alerts.observe(fleet.states());
        pass(TestFleet.PROMPT.resolveAfter());
        assertThat(alerts.open()).isEmpty();
    }

    private Delivery delivery(Alert alert) {
        return outbox.of(alert.id()).getFirst();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("fails", TestReceiver.says(500, "text/plain", "no")),
                Arguments.of("times out itself", TestReceiver.says(408, "text/plain", "")),
                Arguments.of("hangs", TestReceiver.hangs()),
                Arguments.of("breaks off", TestReceiver.breaksOff()),
                Arguments.of("drips", TestReceiver.drips()),
                Arguments.of("floods", TestReceiver.floods()),
                Arguments.of(
                        "lies",
                        TestReceiver.says(
                                200, "application/json", "{\"ok\":false,\"error\":\"x\"}")),
                Arguments.of(
                        "is a log-in form",
                        TestReceiver.says(200, "text/html", "<html>Please log in</html>")));
    }

    @ParameterizedTest(name = "a receiver that {0} is told again until it has heard")
    @MethodSource("failures")
    void a_receiver_is_told_until_it_has_heard(String name, TestReceiver.Behaviour failure)
            throws InterruptedException {
        receiver.next(failure);
        Alert alert = fire();
        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.WAITING);
        assertThat(delivery(alert).error()).as(name).isNotEmpty();

        pass(Duration.ofSeconds(2));

        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(receiver.heard()).hasSize(2);
        assertThat(receiver.heard())
                .extracting(heard -> heard.headers().getFirst("Idempotency-Key"))
                .containsOnly(alert.id() + "-0");
    }

    @Test
    void a_receiver_that_is_not_there_is_tried_less_and_less_often() throws InterruptedException {
        receiver.close();
        Alert alert = fire();
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofSeconds(10));
        }

        assertThat(delivery(alert).attempts()).isBetween(7, 12);
        assertThat(delivery(alert).error())
                .isEqualTo("the connection was refused or there is no such host");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(TestReceiver.says(400, "text/plain", "what is this"), "status 400"),
                Arguments.of(TestReceiver.says(404, "text/plain", ""), "status 404"),
                Arguments.of(TestReceiver.redirects(), "status 302"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_refused_is_not_tried_again_but_shown(TestReceiver.Behaviour refusal, String error)
            throws InterruptedException {
        receiver.next(refusal);
        Alert alert = fire();
        pass(Duration.ofMinutes(30));

        assertThat(receiver.heard()).hasSize(1);
        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.FAILED);
        assertThat(delivery(alert).error()).startsWith(error);
    }

    static Stream<Arguments> waits() {
        return Stream.of(Arguments.of("120"), Arguments.of("Sun, 1 Mar 2026 08:12:00 GMT"));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void a_receiver_that_asks_to_wait_is_left_alone_for_so_long(String retryAfter)
            throws InterruptedException {
        receiver.next(TestReceiver.asksToWait(429, retryAfter));
        Alert alert = fire();
        pass(Duration.ofSeconds(119));
        assertThat(receiver.heard()).hasSize(1);

        pass(Duration.ofSeconds(1));
        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void what_was_not_heard_is_told_by_the_next_monitor_under_the_same_id()
            throws InterruptedException {
        receiver.next(TestReceiver.hangs());
        Alert alert = fire();
        outbox.close();
        outbox = outbox(webhook());
        pass(Duration.ofSeconds(2));

        assertThat(receiver.last().headers().getFirst("Idempotency-Key"))
                .isEqualTo(alert.id() + "-0");
        assertThat(receiver.last().json().path("event").asString()).isEqualTo("firing");
        outbox.close();
        outbox = outbox(webhook());
        pass(Duration.ofSeconds(2));
        assertThat(receiver.heard()).hasSize(2);
    }

    @Test
    void a_receiver_that_was_away_is_told_how_things_stand_and_not_each_step()
            throws InterruptedException {
        receiver.next(TestReceiver.says(503, "text/plain", ""), TestReceiver.hangs());
        Alert alert = fire();
        alerts.attach(alert.id(), cause());
        resolve();
        pass(Duration.ofMinutes(10));

        assertThat(receiver.last().json().path("event").asString()).isEqualTo("resolved");
        assertThat(receiver.heard())
                .extracting(heard -> heard.json().path("event").asString())
                .containsExactly("firing", "resolved", "resolved");
        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void a_channel_that_hangs_does_not_keep_another_from_being_told() throws Exception {
        try (TestReceiver stuck = TestReceiver.start()) {
            stuck.next(TestReceiver.hangs(), TestReceiver.hangs(), TestReceiver.hangs());
            outbox =
                    outbox(
                            new Webhook("stuck", stuck.url("/"), Login.NONE, null, LINKS),
                            webhook());
            outbox.start();
            fleet.set(SHOP, fleet.leaking(Signal.POST_GC_USED));
            alerts.observe(fleet.states());
            fleet.pass(TestFleet.PROMPT.hold());
            alerts.observe(fleet.states());

            assertThat(receiver.await().json().path("service").asString()).isEqualTo("shop");
        }
    }

    @Test
    void a_webhook_is_signed_so_that_it_can_be_checked() throws Exception {
        fire();
        TestReceiver.Heard heard = receiver.last();
        String timestamp = heard.headers().getFirst("Tidemark-Timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected =
                mac.doFinal((timestamp + "." + heard.body()).getBytes(StandardCharsets.UTF_8));

        assertThat(timestamp).isEqualTo("" + fleet.now().getEpochSecond());
        assertThat(heard.headers().getFirst("Tidemark-Signature"))
                .isEqualTo("v1=" + HexFormat.of().formatHex(expected));
    }

    @Test
    void a_webhook_says_all_that_is_known() throws InterruptedException {
        Alert alert = fire();
        alerts.attach(alert.id(), cause());
        outbox.tellWhatIsDue();

        JsonNode json = receiver.last().json();
        assertThat(json.path("schema").asString()).isEqualTo("alert/1");
        assertThat(json.path("event").asString()).isEqualTo("updated");
        assertThat(json.path("rule").asString()).isEqualTo("leak");
        assertThat(json.path("link").asString())
                .isEqualTo("https://tidemark.example/#/alert/" + alert.id());
        assertThat(json.path("finding").path("holder").asString())
                .isEqualTo("module a.js > <cache> & more : Map");
        assertThat(json.path("bytesPerSecond").path("estimate").asDouble()).isEqualTo(1024);
        assertThat(json.path("instances").get(0).asString()).isEqualTo("10.0.0.7:9464");
    }

    @Test
    void a_webhook_has_the_fields_of_its_schema() throws Exception {
        fire();
        JsonNode schema =
                JsonMapper.builder()
                        .build()
                        .readTree(
                                Files.readString(
                                        Path.of("..", "docs", "schema", "alert.schema.json")));
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));

        assertThat(receiver.last().json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(required);
    }

    @Test
    void alertmanager_is_told_again_before_it_forgets_and_at_last_that_it_is_over()
            throws InterruptedException {
        outbox = outbox(alertmanager());
        Alert alert = fire();
        TestReceiver.Heard first = receiver.last();
        assertThat(first.path()).isEqualTo("/am/api/v2/alerts");
        JsonNode labels = first.json().get(0).path("labels");
        assertThat(labels.path("alertname").asString()).isEqualTo("MemoryLeak");
        assertThat(labels.path("service").asString()).isEqualTo("shop");
        assertThat(Instant.parse(first.json().get(0).path("endsAt").asString()))
                .isAfter(fleet.now().plusSeconds(60));

        for (int i = 0; i < 10; i++) {
            Instant ends = Instant.parse(receiver.last().json().get(0).path("endsAt").asString());
            pass(Duration.ofMinutes(1));
            assertThat(ends).isAfter(fleet.now());
        }
        assertThat(receiver.heard()).hasSize(11);
        assertThat(receiver.last().json().get(0).path("labels")).isEqualTo(labels);

        resolve();
        JsonNode over = receiver.last().json().get(0);
        assertThat(over.path("labels")).isEqualTo(labels);
        assertThat(Instant.parse(over.path("endsAt").asString())).isEqualTo(fleet.now());
        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.DELIVERED);
        int all = receiver.heard().size();
        pass(Duration.ofMinutes(10));
        assertThat(receiver.heard()).hasSize(all);
    }

    @Test
    void alertmanager_that_answers_with_an_old_error_has_not_heard() throws InterruptedException {
        outbox = outbox(alertmanager());
        receiver.next(TestReceiver.says(200, "application/json", "{\"status\":\"error\",\"x\":1}"));
        Alert alert = fire();

        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.WAITING);
    }

    @Test
    void pagerduty_has_one_incident_from_trigger_to_resolve() throws InterruptedException {
        receiver.usually("{\"status\":\"success\",\"message\":\"Event processed\"}");
        outbox =
                outbox(
                        new PagerDuty(
                                "pd", receiver.url("/v2/enqueue"), Hidden.of("R0UT1NG"), LINKS));
        Alert alert = fire();
        alerts.acknowledge(alert.id(), "ann");
        outbox.tellWhatIsDue();
        resolve();

        assertThat(receiver.heard())
                .extracting(heard -> heard.json().path("event_action").asString())
                .containsExactly("trigger", "acknowledge", "resolve");
        assertThat(receiver.heard())
                .extracting(heard -> heard.json().path("dedup_key").asString())
                .containsOnly(alert.id());
        JsonNode payload = receiver.heard().getFirst().json().path("payload");
        assertThat(payload.path("summary").asString()).startsWith("shop 1.4 leaks 1.00 KiB/s");
        assertThat(payload.path("severity").asString()).isEqualTo("warning");
    }

    @Test
    void an_acknowledgement_waits_until_pagerduty_knows_of_the_incident()
            throws InterruptedException {
        receiver.usually("{\"status\":\"success\"}");
        receiver.next(TestReceiver.says(200, "application/json", "{\"status\":\"invalid event\"}"));
        outbox = outbox(new PagerDuty("pd", receiver.url("/"), Hidden.of("R0UT1NG"), LINKS));
        Alert alert = fire();
        alerts.acknowledge(alert.id(), "ann");
        pass(Duration.ofSeconds(2));

        assertThat(receiver.heard())
                .extracting(heard -> heard.json().path("event_action").asString())
                .containsExactly("trigger", "trigger", "acknowledge");
    }

    @Test
    void slack_is_told_of_beginning_cause_and_end() throws InterruptedException {
        receiver.usually("ok");
        outbox = outbox(new Slack("chat", Hidden.of(receiver.url("/s").toString()), LINKS));
        Alert alert = fire();
        alerts.attach(alert.id(), cause());
        alerts.acknowledge(alert.id(), "ann");
        outbox.tellWhatIsDue();
        resolve();

        assertThat(receiver.heard()).hasSize(3);
        assertThat(receiver.heard().get(1).json().path("text").asString())
                .contains("module a.js &gt; &lt;cache&gt; &amp; more : Map");
        assertThat(receiver.heard().get(2).json().path("text").asString())
                .isEqualTo(":white_check_mark: Resolved: shop 1.4: memory has stopped growing");
        assertThat(receiver.last().body()).contains("#/alert/" + alert.id());
    }

    @Test
    void slack_that_says_anything_but_ok_has_not_heard() throws InterruptedException {
        receiver.usually("ok");
        receiver.next(TestReceiver.says(200, "text/plain", "no_service"));
        outbox = outbox(new Slack("chat", Hidden.of(receiver.url("/s").toString()), LINKS));
        Alert alert = fire();
        assertThat(delivery(alert).error()).isEqualTo("status 200, but no_service");

        pass(Duration.ofSeconds(2));
        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void secrets_are_neither_kept_nor_told() throws InterruptedException {
        List<Supplier<Channel>> channels =
                List.of(
                        this::webhook,
                        () -> new Slack("chat", Hidden.of("http://127.0.0.1:1/" + SECRET), LINKS),
                        () -> new Slack("odd", Hidden.of(SECRET), LINKS),
                        () ->
                                new Webhook(
                                        "broken",
                                        receiver.url("/"),
                                        new Login(null, Hidden.of(SECRET + "\nX: y")),
                                        null,
                                        LINKS));
        outbox = outbox(channels.stream().map(Supplier::get).toArray(Channel[]::new));
        Alert alert = fire();

        assertThat(outbox.waiting()).hasSize(3);
        assertThat(outbox.of(alert.id()).toString()).doesNotContain(SECRET, "horse");
        assertThat(documents.open(Kind.DELIVERY).toString()).doesNotContain(SECRET, "horse");
        assertThat(channels.getFirst().get().toString()).doesNotContain(SECRET);
    }

    @Test
    void what_cannot_be_told_of_an_end_is_given_up_after_a_day() throws InterruptedException {
        Alert alert = fire();
        receiver.close();
        resolve();
        for (int i = 0; i < 26; i++) {
            pass(Duration.ofHours(1));
        }

        assertThat(delivery(alert).state()).isEqualTo(Delivery.State.FAILED);
        assertThat(outbox.waiting()).isEmpty();
    }

    private Alertmanager alertmanager() {
        return new Alertmanager("am", receiver.url("/am/"), Login.NONE, LINKS);
    }

    private static Cause cause() {
        return new Cause("f1", "module a.js > <cache> & more : Map", "it grows", "Bound it.", "e");
    }
}
