package dev.tidemark.gate;

import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.v8.InspectorPage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Chromium of our own, without a window, with an empty profile and one empty page. Its debugging
 * port is one that the system chose, on this machine alone. Closing it ends it and deletes its
 * profile.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of(
                    "chromium",
                    "chromium-browser",
                    "google-chrome",
                    "google-chrome-stable",
                    "microsoft-edge");

    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--remote-debugging-port=0",
                    "--no-first-run",
                    "--no-default-browser-check",
                    "--disable-gpu",
                    "--disable-extensions",
                    "--disable-background-networking",
                    "--disable-component-update",
                    // Small in containers, and a page that needs more of it crashes.
                    "--disable-dev-shm-usage",
                    // Timers of a page that nobody sees come late otherwise.
                    "--disable-background-timer-throttling",
                    "--disable-renderer-backgrounding",
                    "--disable-backgrounding-occluded-windows",
                    "--mute-audio");

    private final Helper helper;
    private final Path profile;
    private final URI address;

    private Browser(Helper helper, Path profile, URI address) {
        this.helper = helper;
        this.profile = profile;
        this.address = address;
    }

    /** The first that is installed. */
    static Optional<String> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<Path> folders =
                Arrays.stream(path.split(File.pathSeparator, -1)).map(Path::of).toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Starts that program, and returns when it can be driven. */
    static Browser start(String program, Duration patience)
            throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("tidemark-browser");
        Announcement announcement = new Announcement();
        Helper helper = null;
        try {
            helper = Helper.start(command(program, profile), announcement);
            URI address = announcement.address.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Browser(helper, profile, address);
        } catch (IOException | ExecutionException | TimeoutException | InterruptedException e) {
            end(helper, profile);
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new ScenarioException(
                    program,
                    "a Chromium that says where its debugging port is",
                    e instanceof IOException ? String.valueOf(e.getMessage()) : announcement.text(),
                    "Name another one by --browser.");
        }
    }

    private static List<String> command(String program, Path profile) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        if ("root".equals(System.getProperty("user.name"))) {
            // It does not start as root otherwise, as which containers run tests.
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        return command;
    }

    /** Its page. */
    InspectorPage page(Duration patience) throws TargetUnreachableException {
        return InspectorPage.list(address, patience).stream()
                .filter(page -> page.type().equals("page"))
                .findFirst()
                .orElseThrow(() ->
                        new TargetUnreachableException(
                                address.toString(),
                                "a page",
                                "none",
                                "Name another browser by --browser."));
    }

    /** The browser's processes, of which a page has one. */
    Stream<ProcessHandle> processes() {
        return helper.processes();
    }

    @Override
    public void close() {
        end(helper, profile);
    }

    private static void end(@Nullable Helper helper, Path profile) {
        if (helper != null) {
            helper.close();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // What a browser writes in its last moment stays, in the folder for temporary files.
            return;
        }
    }

    /** Hears where the debugging port is, and keeps what was printed before. */
    private static final class Announcement extends OutputStream {
        private static final Pattern ADDRESS =
                Pattern.compile("DevTools listening on ws://([^/\\s]+)/");
        private static final int LAST = 300;

        private final CompletableFuture<URI> address = new CompletableFuture<>();
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (address.isDone()) {
                return;
            }
            printed.write(bytes, offset, length);
            Matcher found = ADDRESS.matcher(printed.toString(StandardCharsets.UTF_8));
            if (found.find()) {
                address.complete(URI.create("http://" + found.group(1)));
            }
        }

        /** The end of what it printed, in a line. */
        private synchronized String text() {
            String all = printed.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return all.isEmpty() ? "silence" : all.substring(Math.max(0, all.length() - LAST));
        }
    }
}
