package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tidemark.capture.linux.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The counters that a JVM keeps in a file: our own. */
class PerfDataTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void the_counters_say_which_jvm_it_is_and_how_full_it_is() {
        System.gc();
        PerfData counters = PerfData.of(ProcFs.system(), SELF).orElseThrow();

        assertThat(counters.version()).contains(System.getProperty("java.version"));
        assertThat(counters.command().orElseThrow()).contains("surefire");
        assertThat(counters.canBeAttached()).isTrue();
        assertThat(counters.heapUsed().orElseThrow()).isBetween(1L << 20, 1L << 32);
        // One survivor space is always empty, and not counted by the JVM itself.
        assertThat((double) counters.heapLimit().orElseThrow())
                .isCloseTo(
                        (double) Runtime.getRuntime().maxMemory(),
                        org.assertj.core.api.Assertions.withinPercentage(12));
        assertThat(counters.collections().major()).isPositive();
    }

    @Test
    void no_cut_and_no_flipped_byte_of_the_file_does_harm() throws IOException {
        byte[] file = ownFile();
        for (int length = 0; length < file.length; length += 37) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatCode(() -> PerfData.parse(cut))
                    .as("cut at %d", length)
                    .doesNotThrowAnyException();
        }
        Random random = new Random(1);
        for (int run = 0; run < 2000; run++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(run < 1000 ? 64 : damaged.length)] = (byte) random.nextInt();
            assertThatCode(() -> PerfData.parse(damaged))
                    .as("run %d", run)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] ownFile() throws IOException {
        String user = System.getProperty("user.name");
        return Files.readAllBytes(Path.of("/tmp/hsperfdata_" + user, Long.toString(SELF)));
    }
}
