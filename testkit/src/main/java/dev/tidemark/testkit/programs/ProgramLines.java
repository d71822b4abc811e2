package dev.tidemark.testkit.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running program that is talked to by lines. Closing it ends it, and nothing else. */
final class ProgramLines implements AutoCloseable {
    static final Duration START = Duration.ofSeconds(30);
    static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(5);
    private static final String END_OF_OUTPUT = "\0end";

    private final Process process;
    private final Path main;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> errorOutput = new LinkedBlockingQueue<>();
    private final Thread errorReader;
    private final Writer input;

    ProgramLines(Process process, Path main) {
        this.process = process;
        this.main = main;
        input = process.outputWriter(UTF_8);
        readLines(process.getInputStream(), output);
        errorReader = readLines(process.getErrorStream(), errorOutput);
    }

    Process process() {
        return process;
    }

    void say(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(describe("does not listen to " + line), e);
        }
    }

    /** The next line on standard output that is wanted. */
    String await(Predicate<String> isWanted, Duration limit) {
        return await(output, isWanted, limit);
    }

    /** The next line on standard error that is wanted. */
    String awaitError(Predicate<String> isWanted) {
        return await(errorOutput, isWanted, START);
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

    String describe(String what) {
        return "%s (pid %d) %s%n%s"
                .formatted(main, process.pid(), what, String.join("\n", errorOutput));
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a program", e);
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
