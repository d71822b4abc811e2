package dev.tidemark.testkit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A running Node.js program that listens. Closing it ends it, and nothing else.
 *
 * <p>Every wait has a deadline; a program that ends or says nothing in time is an {@link
 * IllegalStateException} with what it wrote to its standard error. For one thread at a time.
 */
public final class NodeProcess implements AutoCloseable {
    /** What the process says about its memory after a step and full collections, in bytes. */
    public record Memory(long heapUsed, long external, long arrayBuffers, long rss) {}

    private final ProgramLines lines;
    private int port;

    private NodeProcess(ProgramLines lines) {
        this.lines = lines;
    }

    static NodeProcess listening(Process process, Path main) {
        NodeProcess started = new NodeProcess(new ProgramLines(process, main));
        try {
            String line =
                    started.lines.await(text -> text.startsWith("listening"), ProgramLines.START);
            started.port = Integer.parseInt(line.replaceAll(".*\\D(?=\\d+$)", ""));
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    public long pid() {
        return lines.process().pid();
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return lines.process().isAlive();
    }

    /**
     * As many operations as the program's STEP says, then full collections. For other programs than
     * the sample programs see {@link NodePrograms#memoryProbe}.
     */
    public Memory step() {
        lines.say("step");
        String line = lines.await(text -> text.startsWith("done "), ProgramLines.ANSWER);
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
        lines.say("snapshot " + file.toAbsolutePath());
        lines.await(text -> text.startsWith("snapshot "), ProgramLines.ANSWER);
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
                            lines.describe("answered %s: %s".formatted(answer, answer.body())));
                }
            }
        }
    }

    private HttpResponse<String> send(HttpClient http, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(ProgramLines.ANSWER)
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(lines.describe("did not answer " + path), e);
        } catch (InterruptedException e) {
            throw ProgramLines.interrupted(e);
        }
    }

    /** The next line on standard error that begins so, such as {@code Debugger listening on}. */
    public String awaitError(String beginning) {
        return lines.awaitError(text -> text.startsWith(beginning));
    }

    @Override
    public void close() {
        lines.close();
    }
}
