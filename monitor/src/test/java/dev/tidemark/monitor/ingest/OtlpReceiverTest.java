package dev.tidemark.monitor.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReceiverTest {
    private static final long NOON = 1_800_000_000_000L;
    private static final int DELTA = 1;
    private static final int CUMULATIVE = 2;
    private static final Map<String, String> SHOP =
            Map.of("service.name", "shop", "service.version", "2", "service.instance.id", "i1");

    private final RecordingIntake intake = new RecordingIntake();
    private Catalog catalog = catalog(Limits.standard());
    private OtlpReceiver receiver = new OtlpReceiver(catalog);

    private Catalog catalog(Limits limits) {
        return new Catalog(
                intake,
                IdentityLabels.standard(),
                limits,
                InstantSource.fixed(Instant.ofEpochMilli(NOON)));
    }

    private Reply post(byte[] body) throws IOException {
        return post(body, Map.of("Content-Type", "application/x-protobuf"));
    }

    private Reply json(String body) throws IOException {
        return post(
                body.replace('\'', '"').getBytes(UTF_8),
                Map.of("Content-Type", "application/json; charset=utf-8"));
    }

    private Reply post(byte[] body, Map<String, String> headers) throws IOException {
        return receiver.take(
                new ByteArrayInputStream(body), name -> Optional.ofNullable(headers.get(name)));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), UTF_8);
    }

    @Test
    void gauges_and_counts_of_histograms_are_taken_with_the_process_of_their_resource()
            throws IOException {
        Reply reply =
                post(
                        Otlp.request(
                                SHOP,
                                Otlp.gauge("process.memory.usage", "KiBy", Map.of(), NOON, 4),
                                Otlp.gauge(
                                        "v8js.memory.heap.used",
                                        "By",
                                        Map.of("v8js.heap.space.name", "old_space"),
                                        NOON,
                                        7),
                                Otlp.gauge("my.metric", "By", Map.of(), NOON, 7),
                                Otlp.histogram(
                                        "v8js.gc.duration",
                                        CUMULATIVE,
                                        Map.of("v8js.gc.type", "major"),
                                        NOON,
                                        3)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers()).containsEntry("Content-Type", "application/x-protobuf");
        assertThat(intake.latest())
                .isEqualTo(
                        Map.of(Signal.RSS, 4096.0, Signal.HEAP_USED, 7.0, Signal.MAJOR_GCS, 3.0));
        ProcessKey key = new ProcessKey("shop", "2", "i1");
        assertThat(intake.watched())
                .isEqualTo(Map.of(key, new Watched(key, RuntimeKind.NODE, null)));
        assertThat(catalog.counts()).isEqualTo(new IngestCounts(1, 0, 3, 1, 0, 0));
    }

    @Test
    void what_a_sender_tells_as_new_is_added_up_and_counts_once() throws IOException {
        for (long second : new long[] {0, 15, 15, 30}) {
            post(
                    Otlp.request(
                            SHOP,
                            Otlp.histogram(
                                    "http.server.request.duration",
                                    DELTA,
                                    Map.of("http.route", "/a"),
                                    NOON + second * 1000,
                                    10)));
        }

        assertThat(intake.taken().stream().map(RecordingIntake.Taken::value))
                .containsExactly(10.0, 20.0, 30.0);
        assertThat(intake.taken().getFirst().series().signal()).isEqualTo(Signal.OPERATIONS);
    }

    @Test
    void sums_of_whole_numbers_are_taken() throws IOException {
        post(Otlp.request(SHOP, Otlp.sum("process.memory.usage", CUMULATIVE, NOON, 1L << 40)));

        assertThat(intake.latest()).isEqualTo(Map.of(Signal.RSS, (double) (1L << 40)));
    }

    @Test
    void json_says_the_same() throws IOException {
        Reply reply =
                json(
                        """
                        {'resourceMetrics': [{
                          'scopeMetrics': [{'metrics': [
                            {'name': 'jvm.memory.used', 'unit': 'By', 'sum': {'aggregationTemporality': 2, 'dataPoints': [
                              {'timeUnixNano': '1800000000000000000', 'asInt': '5', 'attributes': [
                                {'key': 'jvm.memory.type', 'value': {'stringValue': 'heap'}},
                                {'key': 'jvm.memory.pool.name', 'value': {'stringValue': 'Eden'}}]},
                              {'timeUnixNano': '1800000000000000000', 'asDouble': 6.5, 'attributes': [
                                {'key': 'jvm.memory.type', 'value': {'stringValue': 'heap'}},
                                {'key': 'jvm.memory.pool.name', 'value': {'stringValue': 'Old'}}]},
                              {'timeUnixNano': '1800000000000000000', 'flags': 1}]}},
                            {'name': 'jvm.gc.duration', 'unit': 's', 'histogram': {
                              'aggregationTemporality': 'AGGREGATION_TEMPORALITY_CUMULATIVE', 'dataPoints': [
                              {'timeUnixNano': 1800000000000000000, 'count': '9', 'attributes': [
                                {'key': 'jvm.gc.name', 'value': {'stringValue': 'Copy'}}]}]}}]}],
                          'resource': {'attributes': [
                            {'key': 'service.name', 'value': {'stringValue': 'shop'}},
                            {'key': 'host.name', 'value': {'stringValue': 'h'}},
                            {'key': 'process.pid', 'value': {'intValue': '7'}}]}}]}
                        """);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).isEqualTo("{}");
        assertThat(intake.latest())
                .isEqualTo(
                        Map.of(
                                Signal.HEAP_USED, 11.5,
                                Signal.MAJOR_GCS, 0.0,
                                Signal.MINOR_GCS, 9.0));
        assertThat(intake.taken()).allMatch(taken -> taken.epochMillis() == NOON);
        assertThat(intake.watched().keySet()).containsExactly(new ProcessKey("shop", "", "h:7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1800000000449000000'", "1800000000449000000"})
    void a_time_in_json_is_kept_to_the_millisecond(String nanos) throws IOException {
        json(
                """
                {'resourceMetrics': [{'scopeMetrics': [{'metrics': [
                  {'name': 'process.memory.usage', 'gauge': {'dataPoints': [
                    {'timeUnixNano': %s, 'asInt': '5'}]}}]}],
                  'resource': {'attributes': [
                    {'key': 'service.name', 'value': {'stringValue': 'shop'}},
                    {'key': 'process.pid', 'value': {'intValue': '7'}}]}}]}
                """
                        .formatted(nanos));

        assertThat(intake.taken())
                .extracting(RecordingIntake.Taken::epochMillis)
                .containsExactly(1_800_000_000_449L);
    }

    @Test
    void a_packed_request_is_unpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(
                    Otlp.request(
                            SHOP, Otlp.gauge("process.memory.usage", "By", Map.of(), NOON, 4)));
        }

        Reply reply = post(packed.toByteArray(), Map.of("Content-Encoding", "gzip"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(intake.latest()).isEqualTo(Map.of(Signal.RSS, 4.0));
    }

    @Test
    void what_is_no_such_request_is_refused_in_one_line() throws IOException {
        assertThat(text(json("[1]"))).isEqualTo("body: expected an object, found ARRAY\n");
        assertThat(text(json("{'a': "))).startsWith("body: expected JSON, found ");
        assertThat(post(new byte[0], Map.of("Content-Type", "text/plain")).status()).isEqualTo(415);
        assertThat(post(new byte[0], Map.of("Content-Encoding", "br")).status()).isEqualTo(415);
        Reply unpackable = post(new byte[] {1, 2, 3}, Map.of("Content-Encoding", "gzip"));
        assertThat(unpackable.status()).isEqualTo(400);
        assertThat(text(unpackable)).startsWith("body: expected what gzip has packed");
        assertThat(intake.taken()).isEmpty();
    }

    @Test
    void a_small_body_that_unpacks_to_a_large_one_is_refused() throws IOException {
        catalog = catalog(new Limits(100, 100, 100, 64, 8192, 1 << 20, 2 << 20));
        receiver = new OtlpReceiver(catalog);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[3 << 20]);
        }

        assertThat(post(packed.toByteArray(), Map.of("Content-Encoding", "gzip")).status())
                .isEqualTo(413);
    }

    @Test
    void what_was_left_out_for_lack_of_room_is_told() throws IOException {
        catalog = catalog(new Limits(1, 100, 100, 64, 8192, 1 << 20, 2 << 20));
        receiver = new OtlpReceiver(catalog);
        byte[] first = Otlp.gauge("process.memory.usage", "By", Map.of(), NOON, 4);
        byte[] second = Otlp.gauge("process.thread.count", "{thread}", Map.of(), NOON, 4);

        Reply reply = post(Otlp.request(SHOP, first, second));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).contains("there are as many series as are allowed");
        assertThat(intake.taken()).hasSize(1);
    }

    @RepeatedTest(300)
    void damaged_requests_lead_to_an_answer(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        byte[] body =
                Otlp.request(
                        SHOP,
                        Otlp.gauge("process.memory.usage", "By", Map.of("a", "b"), NOON, 4),
                        Otlp.histogram(
                                "v8js.gc.duration",
                                DELTA,
                                Map.of("v8js.gc.type", "major"),
                                NOON,
                                3));
        boolean json = random.nextInt(4) == 0;
        if (json) {
            body =
                    "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"process.memory.usage\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"1\",\"asInt\":\"5\"}]}}]}]}]}"
                            .getBytes(UTF_8);
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        body =
                Arrays.copyOf(
                        body, random.nextBoolean() ? body.length : random.nextInt(body.length));

        Reply reply =
                post(
                        body,
                        Map.of(
                                "Content-Type",
                                json ? "application/json" : "application/x-protobuf"));

        assertThat(reply.status())
                .as("seed %d: %s", run.getCurrentRepetition(), text(reply))
                .isIn(200, 400);
        if (reply.status() == 400) {
            assertThat(intake.taken()).isEmpty();
        }
    }
}
