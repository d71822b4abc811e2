package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.NodeProgram;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptedTest {
    private static final String MANY_OBJECTS =
            """
            globalThis.kept = [];
            for (let i = 0; i < 100000; i++) kept.push({ i, inner: { i } });
            """;

    @TempDir Path folder;

    /** What the child JVM runs: a snapshot, until it is told to stop. */
    static final class Snapshotting {
        private Snapshotting() {}

        public static void main(String[] arguments) throws Exception {
            try (LiveTarget target =
                    Targets.local().attach(arguments[0], AttachOptions.defaults())) {
                target.snapshot(
                        Path.of(arguments[1]), SnapshotOptions.defaults(), SnapshotProgress.NONE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void ctrl_c_leaves_no_file_and_an_unharmed_target(Path node) throws Exception {
        ListeningSockets sockets = new ListeningSockets(ProcFs.system());
        Path snapshots = Files.createDirectory(folder.resolve("snapshots"));
        try (NodeProgram program = NodeProgram.start(node, folder, MANY_OBJECTS)) {
            Set<Integer> before = sockets.portsOf(program.pid());
            Process tidemark =
                    java("node:" + program.pid(), snapshots.resolve("a.heapsnapshot").toString());
            Eventually.holds(() -> !isEmpty(snapshots));

            tidemark.destroy();

            assertThat(tidemark.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(tidemark.exitValue()).isEqualTo(128 + 15);
            assertThat(snapshots).isEmptyDirectory();
            Eventually.holds(() -> sockets.portsOf(program.pid()).equals(before));
            assertThat(program.process().isAlive()).isTrue();
        }
    }

    private Process java(String... arguments) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String java = self.info().command().orElseThrow();
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Snapshotting.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tidemark.txt").toFile())
                .start();
    }

    private static boolean isEmpty(Path directory) {
        String[] names = directory.toFile().list();
        return names == null || names.length == 0;
    }
}
