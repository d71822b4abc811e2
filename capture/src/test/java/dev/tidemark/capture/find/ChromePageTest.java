package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class ChromePageTest {
    // The browser may write to its profile for a moment longer.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void a_tab_of_a_browser_is_listed_attached_to_and_snapshotted() throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no chromium on this machine");
        Path page =
                Files.writeString(
                        folder.resolve("shop-page.html"),
                        "<title>Shop</title><script>class Cart {}; var cart = new Cart();</script>");
        int port = FreePort.any();
        Process chromium = start(browser.orElseThrow(), page, port);
        try {
            Eventually.holds(() -> listed(port).isPresent());
            String target = listed(port).orElseThrow();

            try (LiveTarget tab =
                    Targets.local()
                            .attach("chrome:" + port + "/shop-page", AttachOptions.defaults())) {
                assertThat(target).startsWith("chrome:" + port + "/").endsWith("shop-page.html");
                assertThat(tab.process().runtime()).isEqualTo(RuntimeKind.CHROME);
                assertThat(tab.process().title()).isEqualTo("Shop");
                assertThat(tab.sampleAfterGc().value(Signal.POST_GC_USED)).isPresent();
                Path file = folder.resolve("tab.heapsnapshot");
                tab.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);
                assertThat(Files.readString(file).contains("\"Cart\"")).isTrue();
            }
            assertThat(chromium.isAlive()).isTrue();
        } finally {
            chromium.descendants().forEach(ProcessHandle::destroyForcibly);
            chromium.destroyForcibly();
        }
    }

    private static Optional<String> listed(int port) {
        return Targets.local().list().stream()
                .map(Candidate::process)
                .filter(tab -> tab.target().startsWith("chrome:" + port))
                // Before it is loaded, a page is listed without its title.
                .filter(tab -> tab.target().endsWith(".html") && tab.title().equals("Shop"))
                .map(ProcessRef::target)
                .findFirst();
    }

    private Process start(Path browser, Path page, int port) throws IOException {
        return new ProcessBuilder(
                        browser.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=" + port,
                        "--user-data-dir=" + folder.resolve("profile"),
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.txt").toFile())
                .start();
    }

    private static Optional<Path> browser() {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
