package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window. Tests that need it are skipped where there is none. */
final class Browser {
    private static final long PATIENCE_SECONDS = 120;

    private Browser() {}

    /**
     * Runs it on a page and returns all that it printed, console messages included.
     *
     * @param folder for its profile and its log
     */
    static String chromium(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        "chromium",
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--hide-scrollbars",
                                        "--enable-logging=stderr",
                                        "--user-data-dir=" + folder.resolve("profile")),
                                Stream.of(arguments))
                        .toList();
        Path log = folder.resolve("chromium.log");
        Process browser;
        try {
            browser =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException e) {
            assertThat(System.getenv("CI")).as("CI installs Chromium").isNull();
            assumeTrue(false, "no Chromium here");
            throw e;
        }
        assertThat(browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readString(log);
    }
}
