package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.NodeProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AllocationRecordingTest {
    /** Makes 40,000 orders for each line that it is sent, and keeps one of a hundred. */
    private static final String ORDERS =
            """
            const kept = [];
            let n = 0;
            function makeOrder() {
              const order = { text: 'order ' + 'x'.repeat(200) + n, lines: new Array(50).fill(n) };
              if (n++ % 100 === 0) kept.push(order);
            }
            process.stdin.on('data', () => {
              for (let i = 0; i < 40000; i++) makeOrder();
              console.log('done');
            });
            """;

    private final Targets targets = Targets.local();

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void samples_tell_of_all_that_is_allocated_or_of_what_lives(Path node) throws Exception {
        try (NodeProgram program = NodeProgram.start(node, folder, ORDERS);
                LiveTarget target =
                        targets.attach("node:" + program.pid(), AttachOptions.defaults())) {
            double allocated = bytes(record(target, program, What.ALLOCATED));
            double alive = bytes(record(target, program, What.ALIVE));

            // 40,000 orders of some 500 bytes each.
            assertThat(allocated).isGreaterThan(10e6);
            assertThat(alive).isGreaterThan(50e3).isLessThan(allocated / 4);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void every_object_can_be_recorded_with_the_calls_that_made_them(Path node) throws Exception {
        try (NodeProgram program = NodeProgram.start(node, folder, ORDERS);
                LiveTarget target =
                        targets.attach("node:" + program.pid(), AttachOptions.defaults())) {
            Path file = record(target, program, What.EVERY_OBJECT);

            JsonNode snapshot = JsonMapper.shared().readTree(Files.readAllBytes(file));
            assertThat(snapshot.path("trace_tree").size()).isPositive();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(program.process().isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void a_recording_that_is_given_up_leaves_no_file_and_allows_the_next(Path node)
            throws Exception {
        AllocationOptions options = new AllocationOptions(What.ALIVE, 1024, false);
        try (NodeProgram program = NodeProgram.start(node, folder, ORDERS);
                LiveTarget target =
                        targets.attach("node:" + program.pid(), AttachOptions.defaults())) {
            AllocationRecording given = target.recordAllocations(options);
            given.close();
            given.close();

            assertThat(bytes(record(target, program, What.ALLOCATED))).isPositive();
            assertThat(folder.resolve("ALIVE.recording")).doesNotExist();
        }
    }

    private Path record(LiveTarget target, NodeProgram program, What what) throws Exception {
        Path file = folder.resolve(what + ".recording");
        try (AllocationRecording recording =
                target.recordAllocations(new AllocationOptions(what, 16_384, true))) {
            OutputStream input = program.process().getOutputStream();
            input.write('\n');
            input.flush();
            assertThat(program.line()).isEqualTo("done");
            recording.finish(file);
        }
        return file;
    }

    private static double bytes(Path file) throws IOException {
        return bytes(JsonMapper.shared().readTree(Files.readAllBytes(file)).path("head"));
    }

    private static double bytes(JsonNode node) {
        double sum = node.path("selfSize").asDouble(0);
        for (JsonNode child : node.path("children")) {
            sum += bytes(child);
        }
        return sum;
    }
}
