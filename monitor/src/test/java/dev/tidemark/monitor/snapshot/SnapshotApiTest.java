package dev.tidemark.monitor.snapshot;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of two snapshots of a process that leaks sessions. */
class SnapshotApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;
    private Path last;
    private SnapshotApi api;

    @BeforeEach
    void open() throws Exception {
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/sessions.js").variable("sessions", sessions);
        List<Path> files = new ArrayList<>();
        for (int snapshot = 1; snapshot <= 2; snapshot++) {
            for (int i = 0; i < 700; i++) {
                sessions.put("sid-" + snapshot + "-" + i, process.instance("Session", 64 + i % 7));
            }
            files.add(process.snapshot().writeTo(folder.resolve(snapshot + ".heapsnapshot")));
        }
        last = files.getLast();
        api = new SnapshotApi(files, Referents.NONE, "0.1.0");
        awaitReady(api);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static void awaitReady(SnapshotApi api) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (api.answer(List.of(), Map.of()).json().contains("\"reading\"")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
    }

    private JsonNode get(String question) {
        Answer answer = ask(api, question);
        assertThat(answer.status()).as(question + " " + answer.json()).isEqualTo(200);
        return JSON.readTree(answer.json());
    }

    /** The answer, also if it takes longer than who asks once would wait. */
    private static Answer ask(SnapshotApi api, String question) {
        Instant end = Instant.now().plus(PATIENCE);
        Answer answer = askOnce(api, question);
        while (answer.status() == 202 || answer.status() == 503) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(PATIENCE.toNanos() / 10_000);
            answer = askOnce(api, question);
        }
        return answer;
    }

    private static Answer askOnce(SnapshotApi api, String question) {
        String[] parts = question.split("\\?", 2);
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
            parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return api.answer(List.of(parts[0].split("/", -1)), parameters);
    }

    @Test
    void the_newest_file_is_number_0() {
        JsonNode list = JSON.readTree(api.answer(List.of(), Map.of()).json()).path("snapshots");

        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("file").asString()).isEqualTo("2.heapsnapshot");
        assertThat(list.get(0).path("state").asString()).isEqualTo("ready");
        assertThat(list.get(1).path("format").asString()).isEqualTo("v8");
    }

    @Test
    void types_are_sorted_filtered_and_paged() {
        JsonNode session = get("0/types?filter=ess&sort=count").path("rows").get(0);

        assertThat(session.path("name").asString()).isEqualTo("Session");
        assertThat(session.path("count").asInt()).isEqualTo(1400);
        JsonNode all = get("0/types?limit=500&sort=name");
        List<String> names = new ArrayList<>();
        all.path("rows").forEach(row -> names.add(row.path("name").asString()));
        assertThat(names).isSorted().hasSize(all.path("total").asInt());
        assertThat(get("0/types?sort=name&offset=2&limit=1").path("rows").get(0).path("name"))
                .hasToString("\"" + names.get(2) + "\"");
    }

    @Test
    void pages_of_objects_together_are_all_of_them_once_in_order() {
        int type = get("0/types?filter=Session").path("rows").get(0).path("typeIndex").asInt();
        Set<Integer> seen = new HashSet<>();
        long least = Long.MAX_VALUE;
        for (int offset = 0; offset < 1400; offset += 500) {
            JsonNode page = get("0/types/" + type + "/objects?limit=9999&offset=" + offset);
            assertThat(page.path("total").asInt()).isEqualTo(1400);
            assertThat(page.path("rows")).hasSizeLessThanOrEqualTo(500);
            for (JsonNode row : page.path("rows")) {
                assertThat(seen.add(row.path("n").asInt())).isTrue();
                assertThat(row.path("retainedBytes").asLong()).isLessThanOrEqualTo(least);
                least = row.path("retainedBytes").asLong();
            }
        }
        assertThat(seen).hasSize(1400);
    }

    @Test
    void what_each_object_dominates_adds_up_to_what_it_retains() throws Exception {
        try (HeapGraph graph = Heaps.open(last);
                DominatorTree tree = DominatorTree.of(graph);
                RetainedSizes retained = RetainedSizes.of(graph, tree)) {
            for (int object = 0; object < graph.objectCount(); object += 37) {
                JsonNode page = get("0/dominated/%d?limit=500".formatted(object));
                long sum = graph.shallowSize(object);
                for (JsonNode row : page.path("rows")) {
                    assertThat(tree.immediateDominatorOf(row.path("n").asInt())).isEqualTo(object);
                    sum += row.path("retainedBytes").asLong();
                }
                if (page.path("total").asInt() <= 500) {
                    assertThat(sum).isEqualTo(retained.of(object));
                }
            }
        }
    }

    @Test
    void the_cells_of_a_treemap_and_the_rest_fill_their_parents() {
        JsonNode root = get("0/treemap?depth=5&cells=50").path("root");

        assertThat(cells(root)).isBetween(10, 60);
    }

    private static int cells(JsonNode cell) {
        long inside = cell.path("selfBytes").asLong();
        int count = 1;
        for (JsonNode one : cell.path("cells")) {
            inside += one.path("retainedBytes").asLong();
            count += cells(one);
        }
        if (!cell.path("cells").isEmpty()) {
            assertThat(inside).isEqualTo(cell.path("retainedBytes").asLong());
        }
        return count;
    }

    @Test
    void an_object_is_among_the_references_of_each_of_its_retainers() {
        JsonNode session = get("0/search?q=Session&limit=1").path("rows").get(0);
        String n = session.path("n").asString();
        JsonNode retainers = get("0/objects/" + n + "/retainers").path("rows");

        assertThat(retainers).isNotEmpty();
        for (JsonNode row : retainers) {
            String from = row.path("from").path("n").asString();
            List<String> targets = new ArrayList<>();
            get("0/objects/" + from + "/references?limit=500&sort=retained")
                    .path("rows")
                    .forEach(reference -> targets.add(reference.path("to").path("n").asString()));
            boolean isLong = targets.size() == 500;
            assertThat(isLong || targets.contains(n)).isTrue();
        }
        assertThat(get("0/objects/" + n).path("object").path("type").asString())
                .isEqualTo("Session");
        assertThat(get("0/dominators/" + n).path("rows").valueStream().toList().getLast().path("n"))
                .hasToString(n);
    }

    @Test
    void a_path_is_told_as_a_sentence() {
        JsonNode why = get("0/why?what=Session");

        assertThat(why.path("matched").asInt()).isEqualTo(1400);
        JsonNode path = why.path("paths").get(0);
        assertThat(path.path("text").asString())
                .isEqualTo("module sessions.js > sessions : Map > [*] : Session");
        assertThat(path.path("sentence").asString())
                .isEqualTo(
                        "module sessions.js has sessions, a Map; each entry of it is a Session.");
    }

    @Test
    void two_files_are_compared_and_explained() throws Exception {
        JsonNode diff = get("0/diff");

        assertThat(diff.path("files")).hasToString("[\"1.heapsnapshot\",\"2.heapsnapshot\"]");
        JsonNode session = get("0/diff?filter=Session").path("rows").get(0);
        assertThat(session.path("counts")).hasToString("[700,1400]");
        assertThat(diff.path("growing").get(0).path("path").asString()).contains("sessions : Map");
        assertThat(get("0/findings").path("schema").asString()).isEqualTo("explain/1");
    }

    @Test
    void a_question_that_makes_no_sense_is_refused_in_one_line() {
        assertThat(ask(api, "7/summary").status()).isEqualTo(404);
        assertThat(ask(api, "x/summary").status()).isEqualTo(404);
        assertThat(ask(api, "0/nonsense").status()).isEqualTo(404);
        assertThat(ask(api, "0/objects/99999999").status()).isEqualTo(404);
        assertThat(ask(api, "0/objects/-1").status()).isEqualTo(404);
        assertThat(ask(api, "0/objects/abc").status()).isEqualTo(400);
        assertThat(ask(api, "0/types?offset=abc").status()).isEqualTo(400);
        assertThat(ask(api, "0/why").status()).isEqualTo(400);
        assertThat(ask(api, "0/types?sort=size").json())
                .isEqualTo(
                        "{\"error\":\"sort: expected one of [retained, shallow, count, name], found"
                                + " size\"}");
    }

    @Test
    void a_file_that_cannot_be_read_says_why() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad"), "no snapshot");
        try (SnapshotApi one = new SnapshotApi(List.of(bad), Referents.NONE, "0.1.0")) {
            awaitReady(one);

            assertThat(ask(one, "0/summary").status()).isEqualTo(409);
            assertThat(one.answer(List.of(), Map.of()).json())
                    .contains("\"state\":\"failed\"", "expected '{'");
        }
    }

    @Test
    void the_numbers_in_an_object_of_a_jvm_are_among_its_fields() throws Exception {
        HotSpotHeap process = new HotSpotHeap();
        process.type("com.acme.Registry")
                .set("map", process.hashMap().put("a", process.string("text")));
        Path dump = folder.resolve("a.hprof");
        process.dump(HprofLayout.COMPRESSED).writeTo(dump);
        try (SnapshotApi one = new SnapshotApi(List.of(dump), Referents.NONE, "0.1.0")) {
            awaitReady(one);
            JsonNode found = JSON.readTree(ask(one, "0/search?q=java.util.HashMap").json());
            String n = found.path("rows").get(0).path("n").asString();

            assertThat(ask(one, "0/objects/" + n + "/references?filter=size").json())
                    .contains("\"kind\":\"field\",\"name\":\"size\",\"retains\":false,\"to\":null");
            assertThat(ask(one, "0/search?q=java.lang.String").json())
                    .contains("\"label\":\"\\\"text\\\"\"", "\"id\":\"@0x");
        }
    }

    private Known taken(int number, Path file) {
        Known.Origin origin = new Known.Origin(7, "a-1");
        return new Known("s" + number, file, "shop, snapshot " + number, "7", null, origin, null);
    }

    /** Five snapshots, of which two may be open at once. */
    private SnapshotApi few(AtomicReference<Instant> now) throws Exception {
        List<Known> known = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            Path file = folder.resolve("few-" + number);
            known.add(taken(number, Files.copy(last, file)));
        }
        Shelf.Limits limits = new Shelf.Limits(2, Duration.ofMinutes(10), 2 * Files.size(last));
        return new SnapshotApi(() -> known, new Shelf(limits, Referents.NONE, now::get), "0.1.0");
    }

    private static List<String> open(SnapshotApi api) {
        return JSON.readTree(api.answer(List.of(), Map.of()).json())
                .path("snapshots")
                .valueStream()
                .filter(row -> !row.path("state").asString().equals("closed"))
                .map(row -> row.path("snapshot").asString())
                .toList();
    }

    @Test
    void a_snapshot_is_opened_for_who_asks_and_the_one_that_nobody_asked_for_longest_is_closed()
            throws Exception {
        try (SnapshotApi few = few(new AtomicReference<>(Instant.EPOCH))) {
            assertThat(open(few)).isEmpty();
            assertThat(ask(few, "s1/summary").status()).isEqualTo(200);
            assertThat(ask(few, "s2/summary").status()).isEqualTo(200);
            assertThat(ask(few, "s1/types").status()).isEqualTo(200);
            assertThat(ask(few, "s3").json())
                    .contains("\"file\":\"shop, snapshot 3\"", "\"process\":7");

            assertThat(open(few)).containsExactly("s3", "s1");
            assertThat(ask(few, "s2/summary").status()).as("it is opened again").isEqualTo(200);
        }
    }

    @Test
    void a_snapshot_that_nobody_looks_at_is_closed() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Known known = taken(1, last);
        Shelf.Limits limits = new Shelf.Limits(2, Duration.ofMinutes(10), Long.MAX_VALUE);
        try (Shelf shelf = new Shelf(limits, Referents.NONE, now::get)) {
            shelf.open(known);
            now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
            shelf.closeIdle();
            assertThat(shelf.find(known)).isPresent();

            now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)).plusMillis(1));
            shelf.closeIdle();
            assertThat(shelf.find(known)).isEmpty();
        }
    }

    @Test
    void a_snapshot_is_compared_with_the_one_before_or_with_the_one_that_is_asked_for()
            throws Exception {
        try (SnapshotApi few = few(new AtomicReference<>(Instant.EPOCH))) {
            assertThat(ask(few, "s3/diff").json())
                    .contains("[\"shop, snapshot 2\",\"shop, snapshot 3\"]");
            assertThat(ask(few, "s5/diff?with=s1").json())
                    .contains("[\"shop, snapshot 1\",\"shop, snapshot 5\"]");
            assertThat(ask(few, "s1/diff?with=s1").status()).isEqualTo(404);
            assertThat(ask(few, "s1/diff?with=s9").status()).isEqualTo(404);
        }
    }

    @Test
    void no_more_bytes_are_open_than_are_allowed() throws Exception {
        try (SnapshotApi few = few(new AtomicReference<>(Instant.EPOCH))) {
            Files.write(folder.resolve("few-4"), " ".getBytes(UTF_8), APPEND);
            ask(few, "s3");
            ask(few, "s4");

            assertThat(open(few)).containsExactly("s4");
            assertThat(ask(few, "s4/diff").json()).contains("too large to be open together");

            Files.write(folder.resolve("few-4"), new byte[2 * (int) Files.size(last) + 1]);
            assertThat(ask(few, "s4").status()).isEqualTo(409);
            assertThat(ask(few, "s4").json()).contains("tidemark open");
        }
    }
}
