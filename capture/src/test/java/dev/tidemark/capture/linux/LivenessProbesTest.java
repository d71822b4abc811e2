package dev.tidemark.capture.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessProbesTest {
    @TempDir private Path folder;

    @BeforeEach
    void an_ordinary_process() throws IOException {
        put("status", "Uid:\t0\t0\t0\t0\nNSpid:\t7\n");
        put("environ", "HOME=/root\0PATH=/bin\0");
        put("cgroup", "0::/user.slice/session-1.scope\n");
    }

    @Test
    void an_ordinary_process_has_nothing_to_fear() {
        assertThat(warning(60)).isEmpty();
    }

    @Test
    void in_kubernetes_the_pause_is_compared_with_the_usual_probe() throws IOException {
        put("environ", "HOME=/root\0KUBERNETES_SERVICE_HOST=10.0.0.1\0");

        assertThat(warning(0.9)).isEmpty();
        assertThat(warning(3.2))
                .hasValue(
                        "runs in Kubernetes and answers no liveness probe for about 3 s; the"
                                + " usual one (every 10 s, 1 s to answer, 3 failures) restarts it"
                                + " after 21 s: see that yours is not stricter");
        assertThat(warning(30))
                .hasValue(
                        "runs in Kubernetes and answers no liveness probe for about 30 s; the"
                                + " usual one (every 10 s, 1 s to answer, 3 failures) restarts it"
                                + " meanwhile: allow more failures first, or use a replica that is"
                                + " out of service");
    }

    @Test
    void a_container_is_known_by_its_control_group_or_its_own_pid() throws IOException {
        put("cgroup", "0::/system.slice/docker-5f3a.scope\n");
        assertThat(warning(3).orElseThrow()).startsWith("runs in a container");

        put("cgroup", "0::/\n");
        put("status", "Uid:\t0\t0\t0\t0\nNSpid:\t7\t1\n");
        assertThat(warning(3).orElseThrow()).startsWith("runs in a container");
    }

    @Test
    void a_process_of_another_machine_is_not_guessed_at() {
        assertThat(new LivenessProbes(new ProcFs(folder)).warning(-1, Duration.ofMinutes(1)))
                .isEmpty();
    }

    private Optional<String> warning(double seconds) {
        return new LivenessProbes(new ProcFs(folder))
                .warning(7, Duration.ofMillis((long) (1000 * seconds)));
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve("7").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
