package dev.tidemark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page has tests of its own, in TypeScript, which Node.js and a browser run. */
class PageTest {
    private static final long PATIENCE_SECONDS = 900;

    @TempDir private Path folder;

    @Test
    void the_tests_of_the_page_pass() throws Exception {
        assumeTrue(
                Files.isDirectory(Path.of("target", "page", "assets")), "the page was not built");
        Path log = folder.resolve("log.txt");

        Process process = start(log);
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "done in time: " + textOf(log))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("fail 0").doesNotContain("pass 0");
    }

    private static Process start(Path log) throws IOException {
        return new ProcessBuilder("sh", "test")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static String textOf(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "the log cannot be read: " + e.getMessage();
        }
    }
}
