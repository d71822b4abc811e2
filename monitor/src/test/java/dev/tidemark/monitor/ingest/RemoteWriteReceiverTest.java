package dev.tidemark.monitor.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RemoteWriteReceiverTest {
    private static final long NOON = 1_800_000_000_000L;
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
    private static final int MINUTE = 60_000;

    private final RecordingIntake intake = new RecordingIntake();
    private Catalog catalog = catalog(Limits.standard());
    private RemoteWriteReceiver receiver = new RemoteWriteReceiver(catalog);

    private Catalog catalog(Limits limits) {
        return new Catalog(
                intake,
                IdentityLabels.standard(),
                limits,
                InstantSource.fixed(Instant.ofEpochMilli(NOON + 60L * MINUTE)));
    }

    private void limit(int series, int ofService, int parts) {
        catalog = catalog(new Limits(series, ofService, parts, 64, 8192, 1 << 20, 4 << 20));
        receiver = new RemoteWriteReceiver(catalog);
    }

    private Reply post(byte[] body) throws IOException {
        return post(body, Map.of("Content-Encoding", "snappy"));
    }

    private Reply post(byte[] body, Map<String, String> headers) throws IOException {
        return receiver.take(
                new ByteArrayInputStream(body), name -> Optional.ofNullable(headers.get(name)));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), UTF_8);
    }

    @Test
    void samples_of_metrics_that_are_understood_are_taken_and_others_counted() throws IOException {
        RemoteWrite request =
                new RemoteWrite()
                        .one("nodejs_heap_size_used_bytes", "a:1", NOON, 5e6)
                        .one("my_own_metric", "a:1", NOON, 3)
                        .one("process_resident_memory_bytes", "a:1", NOON, 9e6);

        assertThat(post(request.packed()).status()).isEqualTo(204);

        ProcessKey key = new ProcessKey("shop", "", "a:1");
        assertThat(intake.taken())
                .containsExactly(
                        new RecordingIntake.Taken(
                                new RecordingIntake.Series(key, Signal.HEAP_USED, ""), NOON, 5e6),
                        new RecordingIntake.Taken(
                                new RecordingIntake.Series(key, Signal.RSS, ""), NOON, 9e6));
        assertThat(intake.watched()).containsEntry(key, new Watched(key, RuntimeKind.NODE, null));
        assertThat(catalog.counts()).isEqualTo(new IngestCounts(1, 0, 2, 1, 0, 0));
    }

    @Test
    void several_samples_of_a_series_come_in_their_order() throws IOException {
        List<String> labels = List.of("__name__", "process_resident_memory_bytes", "job", "x");

        post(new RemoteWrite().series(labels, NOON, 1, 2, STALE).packed());

        assertThat(intake.taken())
                .extracting(RecordingIntake.Taken::epochMillis, RecordingIntake.Taken::value)
                .extracting(tuple -> tuple.toList().toString())
                .containsExactly(
                        List.of(NOON, 1.0).toString(),
                        List.of(NOON + 15_000, 2.0).toString(),
                        List.of(NOON + 30_000, Double.NaN).toString());
    }

    @Test
    void a_number_that_is_none_and_a_time_ahead_of_ours_are_left_out() throws IOException {
        post(
                new RemoteWrite()
                        .one("process_resident_memory_bytes", "a", NOON, Double.NaN)
                        .one("process_resident_memory_bytes", "a", NOON, Double.POSITIVE_INFINITY)
                        .one("process_resident_memory_bytes", "a", NOON + 71L * MINUTE, 1)
                        .one("process_resident_memory_bytes", "a", -5, 1)
                        .packed());

        assertThat(intake.taken()).isEmpty();
        assertThat(catalog.counts().ignored()).isEqualTo(4);
    }

    @Test
    void version_2_is_understood_and_told_how_many_were_written() throws IOException {
        byte[] message =
                RemoteWrite.second(
                        List.of("__name__", "process_resident_memory_bytes", "job", "shop"),
                        NOON,
                        7);

        Reply reply =
                post(
                        RemoteWrite.packed(message),
                        Map.of(
                                "Content-Encoding",
                                "snappy",
                                "Content-Type",
                                "application/x-protobuf;proto=io.prometheus.write.v2.Request"));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.headers()).containsEntry("X-Prometheus-Remote-Write-Samples-Written", "1");
        assertThat(intake.latest()).isEqualTo(Map.of(Signal.RSS, 7.0));
    }

    @Test
    void what_is_not_remote_write_is_refused_in_one_line() throws IOException {
        assertThat(text(post(new byte[0], Map.of("Content-Encoding", "zstd"))))
                .isEqualTo("Content-Encoding: expected snappy, found zstd\n");
        Reply json = post(new byte[0], Map.of("Content-Type", "application/json"));
        assertThat(json.status()).isEqualTo(415);
        assertThat(text(json))
                .isEqualTo(
                        "Content-Type: expected application/x-protobuf, found application/json\n");
        Reply garbage = post("hello, how are you?".getBytes(UTF_8));
        assertThat(garbage.status()).isEqualTo(400);
        assertThat(text(garbage)).startsWith("body: expected a block packed by snappy");
        Reply cut = post(RemoteWrite.packed(new byte[] {0x0a, 0x7f}));
        assertThat(cut.status()).isEqualTo(400);
        assertThat(text(cut))
                .isEqualTo("body: at byte 2: expected 127 bytes of a series, found 0 to the end\n");
    }

    @Test
    void a_body_that_is_too_large_is_not_read_to_its_end() throws IOException {
        limit(100, 100, 100);
        byte[] endless = new byte[3 << 20];
        ByteArrayInputStream in = new ByteArrayInputStream(endless);

        Reply reply = receiver.take(in, name -> Optional.empty());

        assertThat(reply.status()).isEqualTo(413);
        assertThat(in.available()).isGreaterThan(1 << 20);
        assertThat(post(RemoteWrite.packed(new byte[5 << 20])).status()).isEqualTo(413);
    }

    @Test
    void of_a_broken_request_nothing_is_taken() throws IOException {
        byte[] whole =
                new RemoteWrite()
                        .one("process_resident_memory_bytes", "a", NOON, 1)
                        .one("process_resident_memory_bytes", "b", NOON, 2)
                        .message();

        Reply reply = post(RemoteWrite.packed(Arrays.copyOf(whole, whole.length - 3)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(intake.taken()).isEmpty();
        assertThat(catalog.counts().rejected()).isEqualTo(1);
    }

    @RepeatedTest(300)
    void damaged_bytes_lead_to_an_answer(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        RemoteWrite request = new RemoteWrite();
        for (int i = 0; i < 5; i++) {
            request.one("process_resident_memory_bytes", "i" + i, NOON, i);
        }
        boolean second = random.nextBoolean();
        byte[] message =
                second
                        ? RemoteWrite.second(
                                List.of("__name__", "process_resident_memory_bytes"), NOON, 1)
                        : request.message();
        boolean afterPacking = random.nextBoolean();
        byte[] body = afterPacking ? RemoteWrite.packed(message) : message;
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        body =
                Arrays.copyOf(
                        body, random.nextBoolean() ? body.length : random.nextInt(body.length));

        Reply reply =
                post(
                        afterPacking ? body : RemoteWrite.packed(body),
                        Map.of(
                                "Content-Type",
                                "application/x-protobuf"
                                        + (second ? ";proto=io.prometheus.write.v2.Request" : "")));

        assertThat(reply.status())
                .as("seed %d: %s", run.getCurrentRepetition(), text(reply))
                .isIn(204, 400, 413);
        if (reply.status() != 204) {
            assertThat(intake.taken()).isEmpty();
            assertThat(text(reply).lines()).hasSize(1);
        }
    }

    @Test
    void a_second_sender_of_the_same_series_counts_only_when_the_first_is_silent()
            throws IOException {
        for (int minute = 0; minute < 20; minute++) {
            for (String replica : List.of("one", "two")) {
                if (minute < 10 || replica.equals("two")) {
                    post(
                            new RemoteWrite()
                                    .series(
                                            List.of(
                                                    "__name__",
                                                    "process_resident_memory_bytes",
                                                    "instance",
                                                    "a",
                                                    "job",
                                                    "shop",
                                                    "prometheus_replica",
                                                    replica),
                                            NOON + (long) minute * MINUTE,
                                            replica.equals("one") ? 1 : 2)
                                    .packed());
                }
            }
        }

        assertThat(intake.taken().stream().map(RecordingIntake.Taken::value))
                .containsExactly(
                        1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0);
        assertThat(catalog.counts().standby()).isEqualTo(15);
    }

    @Test
    void of_two_metrics_that_say_the_same_the_better_counts() throws IOException {
        List<String> container =
                List.of(
                        "__name__", "container_memory_working_set_bytes",
                        "container", "shop",
                        "job", "kubelet",
                        "namespace", "prod",
                        "pod", "shop-1");
        List<String> process =
                List.of(
                        "__name__", "process_resident_memory_bytes",
                        "job", "shop",
                        "namespace", "prod",
                        "pod", "shop-1");

        post(new RemoteWrite().series(container, NOON, 100).packed());
        post(
                new RemoteWrite()
                        .series(process, NOON + 1000, 80)
                        .series(container, NOON + 2000, 101)
                        .packed());

        assertThat(intake.taken().stream().map(RecordingIntake.Taken::value))
                .containsExactly(100.0, 80.0);
        assertThat(intake.watched().keySet())
                .containsExactly(new ProcessKey("shop", "", "prod/shop-1"));
    }

    @Test
    void a_flood_of_labels_of_one_service_is_counted_and_leaves_room_for_others()
            throws IOException {
        limit(1000, 50, 100);
        RemoteWrite flood = new RemoteWrite();
        for (int i = 0; i < 80; i++) {
            flood.one("process_resident_memory_bytes", "i" + i, NOON, i);
        }

        assertThat(post(flood.packed()).status()).isEqualTo(204);
        post(
                new RemoteWrite()
                        .series(
                                List.of("__name__", "process_resident_memory_bytes", "job", "b"),
                                NOON,
                                1)
                        .packed());

        assertThat(catalog.counts().refused()).isEqualTo(30);
        assertThat(intake.taken()).hasSize(51);
    }

    @Test
    void a_flood_of_all_series_is_refused_without_reading_their_labels() throws IOException {
        limit(10, 50, 100);
        RemoteWrite flood = new RemoteWrite();
        for (int i = 0; i < 80; i++) {
            flood.one("process_resident_memory_bytes", "i" + i, NOON, i);
        }

        post(flood.packed());

        assertThat(intake.taken()).hasSize(10);
        assertThat(catalog.counts().refused()).isEqualTo(70);
    }

    @Test
    void a_signal_of_too_many_parts_keeps_those_that_came_first() throws IOException {
        limit(1000, 1000, 3);
        RemoteWrite routes = new RemoteWrite();
        for (int i = 0; i < 20; i++) {
            routes.series(
                    List.of("__name__", "http_requests_total", "job", "shop", "path", "/" + i),
                    NOON,
                    i);
        }

        post(routes.packed());

        assertThat(intake.taken().stream().map(taken -> taken.series().part()))
                .containsExactly("path=/0", "path=/1", "path=/2");
        assertThat(intake.seriesCount()).isEqualTo(4 * 3);
        assertThat(catalog.counts().standby()).isEqualTo(3 * 3);
        assertThat(catalog.counts().refused()).isEqualTo(20 - 4 * 3);
    }
}
