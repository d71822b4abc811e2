package dev.tidemark.monitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk that is full: one in memory, in a mount namespace of its own. */
class FullDiskTest {
    @TempDir private Path folder;

    @Test
    void while_the_disk_is_full_readings_wait_and_then_they_are_written() throws Exception {
        assumeTrue(mayMount(), "this machine does not let us mount a disk of our own");
        List<String> lines =
                run(
                        "mount -t tmpfs -o size=8m tmpfs %s && exec %s --enable-native-access=ALL-UNNAMED -Xmx128m -XX:+UseSerialGC -cp %s %s %s"
                                .formatted(
                                        folder,
                                        Path.of(System.getProperty("java.home"), "bin/java"),
                                        System.getProperty("java.class.path"),
                                        FullDiskWriter.class.getName(),
                                        folder));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .contains("monitor.db: the disk is full. Make room on it")
                .endsWith(" wait in memory, 0 had to be dropped");
        assertThat(lines.get(1)).isEqualTo("dropped 0");
        assertThat(lines.get(3)).isEqualTo(lines.get(2).replace("appended", "kept"));
    }

    private static boolean mayMount() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    private static List<String> run(String script) throws IOException {
        Process process =
                new ProcessBuilder("unshare", "-rm", "sh", "-c", script)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    }
}
