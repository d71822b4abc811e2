package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.NodeProgram;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotEstimate.CountSource;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.UnsafeSnapshotException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.MemoryLimits;
import dev.tidemark.capture.linux.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeCaptureTest {
    private static final AttachOptions OPTIONS = AttachOptions.defaults();
    private static final String MANY_OBJECTS =
            """
            globalThis.kept = [];
            for (let i = 0; i < 100000; i++) kept.push({ i, inner: { i } });
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void a_target_that_would_not_survive_is_left_alone_unless_forced(Path node) throws Exception {
        Path file = folder.resolve("a.heapsnapshot");
        try (NodeProgram program = NodeProgram.start(node, folder, MANY_OBJECTS);
                LiveTarget target = withRoom(program, 50_000_000)) {
            assertThatExceptionOfType(UnsafeSnapshotException.class)
                    .isThrownBy(() ->
                            target.snapshot(
                                    file, SnapshotOptions.defaults(), SnapshotProgress.NONE))
                    .withMessageStartingWith("node:" + program.pid() + ": expected room for ")
                    .withMessageContaining(
                            "found 47.7 MiB left (cgroup /app, limit 47.7 MiB). Raise the limit");
            assertThat(file).doesNotExist();

            TakenSnapshot taken =
                    target.snapshot(
                            file, SnapshotOptions.defaults().forced(), SnapshotProgress.NONE);

            assertThat(taken.objects()).isGreaterThan(200_000);
            assertThat(target.snapshotEstimate().objectsFrom())
                    .isEqualTo(CountSource.LAST_SNAPSHOT);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void objects_are_counted_when_their_size_alone_cannot_rule_out_harm(Path node)
            throws Exception {
        String strings =
                """
                const { randomBytes } = require('node:crypto');
                globalThis.kept = [];
                for (let i = 0; i < 4000; i++) kept.push(randomBytes(2000).toString('hex'));
                """;
        Path file = folder.resolve("a.heapsnapshot");
        try (NodeProgram program = NodeProgram.start(node, folder, strings);
                LiveTarget target = withRoom(program, 180_000_000)) {
            SnapshotEstimate estimate = target.snapshotEstimate();

            assertThat(estimate.objectsFrom()).isEqualTo(CountSource.COUNTED);
            assertThat(estimate.safe()).as("%s", estimate).isTrue();
            TakenSnapshot taken =
                    target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);
            assertThat((double) estimate.objects() / taken.objects()).isBetween(0.85, 1.15);
            assertThat(taken.peakRss().value() - estimate.rss().value())
                    .isLessThan(estimate.extraBytesAtWorst().value());
        }
    }

    private LiveTarget withRoom(NodeProgram program, long bytes) throws Exception {
        put("proc/%d/cgroup".formatted(program.pid()), "0::/app");
        put("cgroup/app/memory.max", Long.toString(bytes));
        put("cgroup/app/memory.current", "0");
        MemoryLimits limits =
                new MemoryLimits(new ProcFs(folder.resolve("proc")), folder.resolve("cgroup"));
        Machine machine = new Machine(ProcFs.system(), limits, InstantSource.system());
        return new Targets(machine).attach("node:" + program.pid(), OPTIONS);
    }

    private void put(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }
}
