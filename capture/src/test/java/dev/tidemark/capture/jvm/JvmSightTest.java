package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.linux.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that are only seen in {@code /proc}. */
class JvmSightTest {
    @TempDir private Path folder;

    @Test
    void openj9_is_not_sent_a_signal_that_it_understands_otherwise() throws IOException {
        put("self/status", "Uid:\t0\t0\t0\t0\n");
        put("7/status", "Uid:\t0\t0\t0\t0\n");
        put("7/maps", "7f0-7f1 r-xp 0 08:01 1 /opt/jdk/lib/server/libjvm.so\n");
        ProcFs proc = new ProcFs(folder);
        assertThat(JvmSight.of(proc, 7).obstacle()).isNull();

        put("7/maps", "7f0-7f1 r-xp 0 08:01 1 /opt/jdk/lib/default/libj9vm29.so\n");
        assertThat(JvmSight.of(proc, 7).obstacle()).startsWith("with OpenJ9");
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
