package dev.tidemark.testkit.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A running Node.js program that listens. Closing it ends it, and nothing else.
 *
 * <p>Every wait has a deadline; a program that ends or says nothing in time is an {@link
 * IllegalStateException} with what it wrote to its standard error. For one thread at a time.
 */
public final class NodeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(5);
    private static final String END_OF_OUTPUT = "\0end";

    /** What the process says about its memory after a step and full collections, in bytes. */
    public record Memory(long heapUsed, long external, long arrayBuffers, long rss) {}

    private final Process process;
    private final Path main;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> errorOutput = new LinkedBlockingQueue<>();
    private final Thread errorReader;
    private final Writer input;
    private int port;

    private NodeProcess(Process process, Path main) {
        this.process = process;
        this.main = main;
        input = process.outputWriter(UTF_8);
        readLines(process.getInputStream(), output);
        errorReader = readLines(process.getErrorStream(), errorOutput);
    }

    static NodeProcess listening(Process process, Path main) {
        NodeProcess started = new NodeProcess(process, main);
        try {
            String line = started.awaitLine(text -> text.startsWith("listening"), START);
            started.port = Integer.parseInt(line.replaceAll(".*\\D(?=\\d+$)", ""));
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * As many operations as the program's STEP says, then full collections. For other programs than
     * the sample programs see {@link NodePrograms#memoryProbe}.
     */
    public Memory step() {
        say("step");
        String line = awaitLine(text -> text.startsWith("done "), ANSWER);
        long[] numbers =
                Pattern.compile("\\d+")
                        .matcher(line)
                        .results()
                        .map(MatchResult::group)
                        .mapToLong(Long::parseLong)
                        .toArray();
        return new Memory(numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    public List<Memory> steps(int count) {
        List<Memory> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(step());
        }
        return all;
    }

    /**
     * Has the program write a heap snapshot.
     *
     * @return {@code file}
     */
    public Path snapshot(Path file) {
        say("snapshot " + file.toAbsolutePath());
        awaitLine(text -> text.startsWith("snapshot "), ANSWER);
        return file;
    }

    /** One request: one operation. */
    public HttpResponse<String> get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return send(http, path);
        }
    }

    /**
     * Requests one after the other over one connection.
     *
     * @param path {@code {n}} in it is the number of the request, from 1
     */
    public void load(int requests, String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int n = 1; n <= requests; n++) {
                HttpResponse<String> answer = send(http, path.replace("{n}", Integer.toString(n)));
                if (answer.statusCode() >= 400) {
                    throw new IllegalStateException(
                            describe("answered %s: %s".formatted(answer, answer.body())));
                }
            }
        }
    }

    private HttpResponse<String> send(HttpClient http, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(ANSWER)
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(describe("did not answer " + path), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The next line on standard error that begins so, such as {@code Debugger listening on}. */
    public String awaitError(String beginning) {
        return await(errorOutput, text -> text.startsWith(beginning), START);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(describe("does not listen to " + line), e);
        }
    }

    private String awaitLine(Predicate<String> isWanted, Duration limit) {
        return await(output, isWanted, limit);
    }

    private String await(BlockingQueue<String> lines, Predicate<String> isWanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new IllegalStateException(describe("said nothing for " + limit));
                }
                if (line.equals(END_OF_OUTPUT) || line.startsWith("error ")) {
                    // What it said last may still be on its way.
                    errorReader.join(END);
                    throw new IllegalStateException(describe("ended: " + line));
                }
                if (isWanted.test(line)) {
                    return line;
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String describe(String what) {
        return "%s (pid %d) %s%n%s"
                .formatted(main, process.pid(), what, String.join("\n", errorOutput));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a program", e);
    }

    private static Thread readLines(InputStream in, BlockingQueue<String> lines) {
        return Thread.ofVirtual()
                .start(() -> {
                    try (var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
                        reader.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException e) {
                        lines.add("could not be read: " + e.getMessage());
                    }
                    lines.add(END_OF_OUTPUT);
                });
    }
}
