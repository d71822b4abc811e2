package dev.tidemark.monitor.store;

import static dev.tidemark.monitor.store.StoreRig.START;
import static dev.tidemark.monitor.store.StoreRig.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.History.Point;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database has to do alike. */
abstract class HistoryKit {
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    private static final List<Signal> SIGNALS = List.of(Signal.values());

    private StoreRig rig;

    /** A database that is new at the first call, and the same afterwards. */
    abstract Database database() throws StoreException;

    @BeforeEach
    void open() throws StoreException {
        rig = StoreRig.on(this::database);
    }

    StoreRig rig() {
        return rig;
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_reading_can_be_read_before_it_is_on_the_disk() {
        int process = rig.process("a");

        rig.append(process, Signal.RSS, START, 4096);

        assertThat(rig.read(process, Signal.RSS)).containsExactly(point(START, 4096));
        assertThat(rig.store().counts().waiting()).isEqualTo(1);
    }

    @Test
    void readings_outlive_the_monitor() throws StoreException {
        int process = rig.process("a");
        rig.append(process, Signal.RSS, START, 4096);
        rig.restart();
        rig.append(process, Signal.RSS, START + 15_000, 8192);
        rig.store().step();
        assertThat(rig.store().counts().waiting()).isZero();
        rig.restart();

        assertThat(rig.read(process, Signal.RSS))
                .containsExactly(point(START, 4096), point(START + 15_000, 8192));
    }

    @Test
    void readings_are_the_same_in_memory_in_the_journal_and_in_chunks() throws StoreException {
        int process = rig.process("a");
        for (int i = 0; i < 100; i++) {
            rig.append(process, Signal.HEAP_USED, START + 15_000L * i, 1e8 + 1234.5 * i);
        }
        List<Point> inMemory = rig.read(process, Signal.HEAP_USED);
        assertThat(inMemory).hasSize(100);
        rig.restart();
        assertThat(rig.read(process, Signal.HEAP_USED)).isEqualTo(inMemory);
        rig.toChunks();
        assertThat(rig.store().counts().memoryBytes()).isZero();
        assertThat(rig.read(process, Signal.HEAP_USED)).isEqualTo(inMemory);
        rig.restart();
        assertThat(rig.read(process, Signal.HEAP_USED)).isEqualTo(inMemory);
    }

    @Test
    void a_process_keeps_its_number_and_its_latest_target() throws StoreException {
        int first = rig.process("a");
        int second = rig.process("b");
        rig.append(first, Signal.RSS, START, 1);
        rig.append(first, Signal.RSS, START + 15_000, 1);
        ProcessKey key = StoreRig.watched("a").key();
        Watched moved = new Watched(key, RuntimeKind.JVM, null);
        rig.history().register(moved);
        rig.restart();

        assertThat(rig.process("b")).isEqualTo(second).isNotEqualTo(first);
        assertThat(rig.history().register(moved)).isEqualTo(first);
        assertThat(rig.history().processes())
                .contains(new History.Registered(first, moved, START, START + 15_000));
    }

    @Test
    void labels_that_a_database_would_refuse_do_not_stop_it() throws StoreException {
        Watched odd =
                new Watched(
                        new ProcessKey("a\0b", "\uD800", "long".repeat(5_000)),
                        RuntimeKind.LINUX,
                        "\0");
        int process = rig.history().register(odd);
        int other = rig.history().register(StoreRig.watched("long".repeat(5_001)));
        rig.append(process, Signal.RSS, START, 1);
        rig.restart();

        assertThat(rig.history().trouble()).isEmpty();
        assertThat(rig.history().register(odd)).isEqualTo(process).isNotEqualTo(other);
        assertThat(rig.read(process, Signal.RSS)).hasSize(1);
    }

    @Test
    void values_that_are_no_numbers_and_processes_that_nobody_knows_are_refused_and_counted() {
        int process = rig.process("a");
        rig.append(process, Signal.RSS, START, Double.NaN);
        rig.append(process, Signal.RSS, START, Double.POSITIVE_INFINITY);
        rig.append(process, Signal.RSS, -1, 1);
        rig.append(process, Signal.RSS, Long.MAX_VALUE, 1);
        rig.append(process + 1, Signal.RSS, START, 1);
        rig.append(-1, Signal.RSS, START, 1);
        rig.append(process, Signal.RSS, START, 1);

        assertThat(rig.store().counts().refused()).isEqualTo(6);
        assertThat(rig.store().counts().readings()).isEqualTo(1);
        assertThat(rig.read(process, Signal.RSS)).containsExactly(point(START, 1));
        assertThat(rig.read(process + 1, Signal.RSS)).isEmpty();
        assertThat(rig.read(-1, Signal.RSS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_comes_in_any_order_is_read_as_a_plain_map_would_give_it(long seed)
            throws StoreException {
        Random random = new Random(seed);
        List<Integer> processes = List.of(rig.process("a"), rig.process("b"), rig.process("c"));
        Map<String, NavigableMap<Long, Double>> plain = new TreeMap<>();
        for (int round = 0; round < 40; round++) {
            rig.history().append(randomBatch(random, processes, plain));
            switch (random.nextInt(6)) {
                case 0 -> rig.store().step();
                case 1 -> rig.toChunks();
                case 2 -> rig.restart();
                default -> {}
            }
        }
        for (int process : processes) {
            for (Signal signal : Signal.values()) {
                long from = START + random.nextLong(2_000_000);
                long to = from + random.nextLong(2_000_000);
                List<Point> expected = new ArrayList<>();
                plain.getOrDefault(process + "/" + signal, new TreeMap<>())
                        .subMap(from, to)
                        .forEach((at, value) -> expected.add(point(at, value)));
                assertThat(rig.history().read(process, signal, from, to, Integer.MAX_VALUE))
                        .as("seed %d, process %d, %s", seed, process, signal)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void more_readings_than_are_asked_for_are_told_by_their_lowest_highest_and_last() {
        int process = rig.process("a");
        for (int i = 0; i < 1000; i++) {
            rig.append(process, Signal.RSS, START + i, i % 100 == 50 ? 1_000_000 : 1000 + i);
        }

        assertThat(rig.history().read(process, Signal.RSS, START, START + 1000, 10))
                .hasSize(10)
                .first()
                .isEqualTo(new Point(START + 99, 1000, 1_000_000, 1099));
    }

    @Test
    void old_readings_become_coarser_and_then_go_and_the_process_with_them() throws Exception {
        int process = rig.process("a");
        for (int i = 0; i < 40; i++) {
            rig.append(
                    process, Signal.RSS, START + SCRAPE.toMillis() * i, i % 20 == 7 ? 9 : 100 + i);
        }
        rig.toChunks();

        age(Duration.ofDays(9));
        long nineteen = START + 19 * 15_000L;
        long last = START + 39 * 15_000L;
        assertThat(rig.read(process, Signal.RSS))
                .containsExactly(new Point(nineteen, 9, 119, 119), new Point(last, 9, 139, 139));
        age(Duration.ofDays(90));
        assertThat(rig.read(process, Signal.RSS)).containsExactly(new Point(last, 9, 139, 139));
        assertThat(rig.history().processes()).hasSize(1);
        age(Duration.ofDays(310));
        assertThat(rig.read(process, Signal.RSS)).isEmpty();
        assertThat(rig.history().processes()).isEmpty();
        rig.restart();
        assertThat(rig.process("new")).isGreaterThan(process);
    }

    @Test
    void nothing_is_deleted_by_a_clock_that_jumped() {
        int process = rig.process("a");
        rig.append(process, Signal.RSS, START, 1);
        rig.toChunks();
        age(Duration.ofHours(2));
        assertThat(rig.history().trouble()).isEmpty();

        rig.jump(Duration.ofDays(1000));
        rig.store().step();
        assertThat(rig.read(process, Signal.RSS)).containsExactly(point(START, 1));
        assertThat(rig.history().trouble()).contains("the clock jumped by PT24000H");
        rig.jump(Duration.ofDays(-1000));
        rig.store().step();
        age(Duration.ofHours(2));
        assertThat(rig.read(process, Signal.RSS)).containsExactly(point(START, 1));
        assertThat(rig.history().trouble()).isEmpty();
    }

    @Test
    void readings_from_next_year_and_from_the_year_before_are_kept_where_they_belong()
            throws StoreException {
        int process = rig.process("a");
        long year = Duration.ofDays(365).toMillis();
        rig.append(process, Signal.RSS, START, 1);
        rig.append(process, Signal.RSS, START + year, 2);
        rig.append(process, Signal.RSS, START - year, 3);
        rig.append(process, Signal.RSS, START + 15_000, 4);
        rig.toChunks();
        rig.restart();

        assertThat(rig.read(process, Signal.RSS))
                .containsExactly(
                        point(START - year, 3),
                        point(START, 1),
                        point(START + 15_000, 4),
                        point(START + year, 2));
    }

    @Test
    void detectors_come_back_as_they_were_last_saved() throws StoreException {
        int a = rig.process("a");
        int b = rig.process("b");
        rig.history().saveDetector(a, START, new byte[] {1});
        rig.history().saveDetector(b, START, new byte[] {2});
        rig.advance(Duration.ofMinutes(1));
        rig.store().step();
        rig.history().saveDetector(a, START + 60_000, new byte[] {3, 4});
        rig.restart();

        List<String> saved = new ArrayList<>();
        rig.history()
                .detectors((process, until, state) ->
                        saved.add(process + " " + (until - START) + " " + state.length));
        assertThat(saved).containsExactlyInAnyOrder(a + " 60000 2", b + " 0 1");
    }

    @Test
    void what_a_detector_has_not_seen_is_replayed_oldest_first() throws StoreException {
        int a = rig.process("a");
        int b = rig.process("b");
        rig.append(a, Signal.RSS, START, 1);
        rig.append(a, Signal.RSS, START + 1, 2);
        rig.append(b, Signal.RSS, START + 3, 3);
        rig.toChunks();
        rig.append(a, Signal.RSS, START + 4, 5);
        rig.append(a, Signal.RSS, START + 2, 4);
        rig.restart();
        int c = rig.process("c");
        rig.append(c, Signal.THREADS, START + 9, 6);

        List<String> replayed = new ArrayList<>();
        rig.history()
                .replay(
                        START,
                        (process, signal, at, value) ->
                                replayed.add(
                                        process + signal.column() + (at - START) + "=" + value));
        assertThat(replayed)
                .containsExactly(
                        a + "rss1=2.0",
                        a + "rss2=4.0",
                        a + "rss4=5.0",
                        b + "rss3=3.0",
                        c + "threads9=6.0");
    }

    @Test
    void documents_are_replaced_closed_and_removed() throws StoreException {
        Documents documents = rig.store().documents();
        Document first = new Document(Kind.ALERT, "1", true, START, "{\"a\": 1}");
        Document second = new Document(Kind.ALERT, "2", true, START - 1, "{}");
        Document silence = new Document(Kind.SILENCE, "1", true, START, "{}");
        documents.write(List.of(first, second, silence));
        assertThat(documents.open(Kind.ALERT)).containsExactly(second, first);
        Document closed = new Document(Kind.ALERT, "1", false, START + 5, "{\"a\": 2}");
        documents.write(List.of(closed));
        documents.remove(Kind.SILENCE, List.of("1", "unknown"));
        rig.restart();

        documents = rig.store().documents();
        assertThat(documents.open(Kind.ALERT)).containsExactly(second);
        assertThat(documents.closed(Kind.ALERT, START + 6, 9)).containsExactly(closed);
        assertThat(documents.closed(Kind.ALERT, START + 5, 9)).isEmpty();
        assertThat(documents.find(Kind.ALERT, "1")).contains(closed);
        assertThat(documents.find(Kind.SILENCE, "1")).isEmpty();
    }

    /** Time passes evenly, and what is due by then is done. */
    private void age(Duration by) {
        for (Duration part : List.of(by.minusMinutes(1), Duration.ofMinutes(1))) {
            rig.advance(part);
            rig.store().step();
        }
    }

    private static SampleBatch randomBatch(
            Random random, List<Integer> processes, Map<String, NavigableMap<Long, Double>> plain) {
        SampleBatch batch = new SampleBatch();
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            int process = processes.get(random.nextInt(processes.size()));
            Signal signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
            long at = START + random.nextLong(4_000) * 1000;
            double value =
                    plain.computeIfAbsent(process + "/" + signal, k -> new TreeMap<>())
                            .computeIfAbsent(
                                    at, k -> randomValue(random)); // the same when sent again
            batch.add(process, signal, at, value);
        }
        return batch;
    }

    private static double randomValue(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextLong(1L << 40);
            case 1 -> random.nextDouble() * 1000;
            case 2 -> -random.nextInt(100);
            case 3 -> 0.1;
            default -> random.nextLong(1L << 54) * 1024.0;
        };
    }
}
