package dev.tidemark.testkit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in a Chromium without a window, driven by the DevTools protocol. Closing it ends the
 * browser. Every wait has a deadline. For one thread at a time.
 */
public final class ChromePage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TARGET =
            Pattern.compile("\"webSocketDebuggerUrl\": \"(ws://[^\"]*/devtools/page/[^\"]*)\"");

    private final ProgramLines lines;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Messages messages = new Messages();
    private final WebSocket socket;
    private int calls;

    private ChromePage(ProgramLines lines) {
        this.lines = lines;
        String listening = lines.awaitError(line -> line.startsWith("DevTools listening on ws://"));
        URI browser = URI.create(listening.substring(listening.indexOf("ws://")));
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(page(browser.getPort()), messages)
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
    }

    /** Where Chromium is installed, if it is. */
    public static Optional<Path> browser() {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a browser with an empty page.
     *
     * @param profile a folder for it, which it may write to until a moment after its end
     */
    public static ChromePage start(Path browser, Path profile) {
        List<String> command =
                List.of(
                        browser.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank");
        try {
            ProgramLines lines = new ProgramLines(new ProcessBuilder(command).start(), browser);
            try {
                return new ChromePage(lines);
            } catch (RuntimeException e) {
                lines.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads another page, and waits until its scripts have run. */
    public void open(Path page) {
        call("Page.navigate", "\"url\":\"%s\"".formatted(page.toUri()));
        String loaded =
                "new Promise((done) => document.readyState === 'complete' ? done() :"
                        + " addEventListener('load', done))";
        evaluate(loaded);
    }

    /** Runs an expression in the page, and waits for what it promises. */
    public void evaluate(String expression) {
        String answer =
                call(
                        "Runtime.evaluate",
                        "\"awaitPromise\":true,\"expression\":\"%s\"".formatted(expression));
        if (answer.contains("\"exceptionDetails\"")) {
            throw new IllegalStateException(expression + " failed: " + answer);
        }
    }

    /** Collects garbage and writes a snapshot of the page's heap. */
    public Path snapshot(Path file) {
        for (int i = 0; i < 3; i++) {
            call("HeapProfiler.collectGarbage", "");
        }
        messages.chunks.setLength(0);
        call("HeapProfiler.takeHeapSnapshot", "");
        try {
            return Files.writeString(file, messages.chunks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI page(int port) {
        URI list = URI.create("http://127.0.0.1:%d/json".formatted(port));
        HttpRequest request = HttpRequest.newBuilder(list).timeout(PATIENCE).build();
        try {
            String pages = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return TARGET.matcher(pages)
                    .results()
                    .map(found -> URI.create(found.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no page among " + pages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw ProgramLines.interrupted(e);
        }
    }

    private String call(String method, String parameters) {
        int id = ++calls;
        CompletableFuture<String> answer = messages.expect(id);
        String message =
                "{\"id\":%d,\"method\":\"%s\",\"params\":{%s}}".formatted(id, method, parameters);
        socket.sendText(message, true).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        Stream<ProcessHandle> helpers = lines.process().descendants();
        socket.abort();
        http.shutdownNow();
        helpers.forEach(ProcessHandle::destroyForcibly);
        lines.close();
    }

    /** Puts messages together, and sorts pieces of snapshots from answers. */
    private static final class Messages implements WebSocket.Listener {
        private static final String PIECE = "{\"method\":\"HeapProfiler.addHeapSnapshotChunk\"";
        private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

        private final StringBuilder partial = new StringBuilder();
        private final StringBuilder chunks = new StringBuilder();
        private volatile String prefix = "";
        private volatile CompletableFuture<String> awaited = new CompletableFuture<>();

        CompletableFuture<String> expect(int id) {
            awaited = new CompletableFuture<>();
            prefix = "{\"id\":%d,".formatted(id);
            return awaited;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String message = partial.toString();
                partial.setLength(0);
                if (message.startsWith(PIECE)) {
                    chunks.append(text(message, "\"chunk\":\""));
                } else if (message.startsWith(prefix)) {
                    awaited.complete(message);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        /** The last string of a message, which begins after {@code key}. */
        private static String text(String message, String key) {
            int start = message.indexOf(key) + key.length();
            String json = message.substring(start, message.lastIndexOf('"'));
            return ESCAPE.matcher(json).replaceAll(Messages::unescaped);
        }

        private static String unescaped(MatchResult escape) {
            String code = escape.group(1);
            String character =
                    switch (code.charAt(0)) {
                        case 'n' -> "\n";
                        case 't' -> "\t";
                        case 'r' -> "\r";
                        case 'b' -> "\b";
                        case 'f' -> "\f";
                        case 'u' -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
                        default -> code;
                    };
            return java.util.regex.Matcher.quoteReplacement(character);
        }
    }
}
