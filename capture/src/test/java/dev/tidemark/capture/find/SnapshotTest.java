package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.NodeProgram;
import dev.tidemark.capture.Script;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotOptions.ObjectIds;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.SnapshotProgress.Stage;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnapshotTest {
    private static final AttachOptions OPTIONS = AttachOptions.defaults();
    private static final String SESSIONS =
            """
            class Session { constructor(i) { this.id = i; } }
            globalThis.text = 'grüße \\u2028 "quoted" \\\\';
            globalThis.sessions = new Map();
            for (let i = 0; i < 5000; i++) sessions.set(i, new Session(i));
            """;

    private final Targets targets = Targets.local();

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void a_snapshot_is_whole_private_and_under_its_name(Path node) throws Exception {
        Path file = folder.resolve("a.heapsnapshot");
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        SnapshotProgress progress =
                (stage, fraction) -> {
                    assertThat(fraction).isBetween(0.0, 1.0);
                    stages.add(stage);
                };
        try (NodeProgram program = NodeProgram.start(node, folder, SESSIONS);
                LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
            TakenSnapshot taken = target.snapshot(file, SnapshotOptions.defaults(), progress);

            assertThat(taken.size()).isEqualTo(Bytes.of(Files.size(file)));
            assertThat(taken.peakRss().value()).isGreaterThan(taken.heap().value());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(stages).containsExactly(Stage.BUILDING, Stage.WRITING);
            assertThat(stringsIn(file)).contains("Session", "grüße \u2028 \"quoted\" \\");
            assertThat(nodesIn(file)).isEqualTo(taken.objects());
            assertThat(parts()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void a_target_that_dies_midway_leaves_no_file(Path node) throws Exception {
        Path file = folder.resolve("a.heapsnapshot");
        try (NodeProgram program = NodeProgram.start(node, folder, SESSIONS);
                LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
            SnapshotProgress deadly = (_, _) -> program.process().destroyForcibly();

            assertThatExceptionOfType(TargetLostException.class)
                    .isThrownBy(() -> target.snapshot(file, SnapshotOptions.defaults(), deadly))
                    .withMessageStartingWith(
                            "node:%d: expected the target to stay connected, found "
                                    .formatted(program.pid()));
            assertThat(target.attached()).isFalse();
            assertThat(file).doesNotExist();
            assertThat(parts()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void ids_stay_from_snapshot_to_snapshot_unless_they_may_be_forgotten(Path node)
            throws Exception {
        try (NodeProgram program = NodeProgram.start(node, folder, SESSIONS);
                LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
            List<Boolean> numberedAnew = new ArrayList<>();
            for (ObjectIds ids : List.of(ObjectIds.KEPT, ObjectIds.FORGOTTEN, ObjectIds.KEPT)) {
                Path file = folder.resolve(numberedAnew.size() + ".heapsnapshot");
                target.snapshot(file, SnapshotOptions.defaults().with(ids), SnapshotProgress.NONE);
                numberedAnew.add(hasAllIds(file));
            }

            assertThat(numberedAnew).containsExactly(true, false, true);
        }
    }

    /** Whether no odd number up to the highest is missing among the ids. */
    private static boolean hasAllIds(Path snapshot) {
        JsonNode file = JsonMapper.shared().readTree(snapshot.toFile());
        JsonNode fields = file.path("snapshot").path("meta").path("node_fields");
        int id =
                IntStream.range(0, fields.size())
                        .filter(field -> fields.path(field).asString("").equals("id"))
                        .findFirst()
                        .orElseThrow();
        JsonNode nodes = file.path("nodes");
        LongSummaryStatistics odd =
                IntStream.range(0, nodes.size() / fields.size())
                        .mapToLong(node -> nodes.path(node * fields.size() + id).asLong(0))
                        .filter(value -> value % 2 == 1)
                        .summaryStatistics();
        return odd.getMax() == 2 * odd.getCount() - 1;
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void a_started_program_is_attached_to_and_ends_with_us(Path node) throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("main.mjs"), "console.error('hello');" + NodeProgram.READY);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        long pid;
        try (LiveTarget target =
                targets.start(List.of(node.toString(), script.toString()), output, OPTIONS)) {
            pid = target.process().pid();
            Eventually.holds(() -> text(output).contains("ready"));
            assertThat(target.scripts())
                    .extracting(Script::url)
                    .anyMatch(url -> url.endsWith("/main.mjs"))
                    .contains("node:internal/timers");
            assertThat(target.scriptTexts(one -> one.url().endsWith("/main.mjs")).values())
                    .singleElement()
                    .isEqualTo(Files.readString(script));
        }
        assertThat(text(output).lines()).containsExactlyInAnyOrder("hello", "ready");
        Eventually.holds(() -> ProcessHandle.of(pid).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void a_program_behind_a_shell_is_found(Path node) throws Exception {
        Path script = Files.writeString(folder.resolve("main.js"), NodeProgram.READY);
        List<String> shell = List.of("sh", "-c", "'%s' '%s'; true".formatted(node, script));
        try (LiveTarget target = targets.start(shell, new ByteArrayOutputStream(), OPTIONS)) {
            assertThat(target.process().title()).isEqualTo(script.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void a_worker_thread_is_a_target_of_its_own(Path node) throws Exception {
        String script =
                """
                const { Worker } = require('node:worker_threads');
                class OnlyInWorker {}
                const body = 'class OnlyInWorker {}; globalThis.kept = [];'
                  + 'for (let i = 0; i < 1000; i++) kept.push(new OnlyInWorker());'
                  + 'setInterval(() => {}, 1000);'
                  + 'require("node:worker_threads").parentPort.postMessage(1)';
                const worker = new Worker(body, { eval: true });
                worker.once('message', () => console.log('worker ready'));
                """;
        Path file = folder.resolve("worker.heapsnapshot");
        try (NodeProgram program = NodeProgram.start(node, folder, script)) {
            program.line();
            try (LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
                List<LiveTarget> workers = target.workers();

                assertThat(workers).hasSize(1);
                LiveTarget worker = workers.getFirst();
                assertThat(worker.sampleAfterGc().value(Signal.HEAP_USED)).isPresent();
                worker.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);
                assertThat(stringsIn(file)).contains("OnlyInWorker");
            }
        }
    }

    private static String text(ByteArrayOutputStream output) {
        return output.toString(StandardCharsets.UTF_8);
    }

    private List<Path> parts() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private static Set<String> stringsIn(Path snapshot) throws IOException {
        Set<String> strings = new java.util.HashSet<>();
        try (JsonParser parser = JsonMapper.shared().createParser(snapshot.toFile())) {
            int depth = 0;
            boolean inStrings = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token == JsonToken.PROPERTY_NAME) {
                    inStrings = parser.currentName().equals("strings");
                } else if (inStrings && token == JsonToken.VALUE_STRING) {
                    strings.add(parser.getString());
                }
            }
        }
        return strings;
    }

    private static long nodesIn(Path snapshot) throws IOException {
        try (JsonParser parser = JsonMapper.shared().createParser(snapshot.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("node_count")) {
                    parser.nextToken();
                    return parser.getLongValue();
                }
            }
        }
        return -1;
    }
}
