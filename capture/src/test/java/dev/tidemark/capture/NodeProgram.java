package dev.tidemark.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Node.js program that a test runs. It prints a line when it is ready, and ends on close. */
public final class NodeProgram implements AutoCloseable {
    /** Says that it is ready, then waits for ever. */
    public static final String READY = "\nsetInterval(() => {}, 1000); console.log('ready');";

    private final Process process;
    private final BufferedReader output;

    private NodeProgram(Process process) {
        this.process = process;
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the script and waits for its first line. SIGUSR1 opens its inspector on a port that
     * the system chooses, so that tests which run side by side do not meet on 9229.
     */
    public static NodeProgram start(Path node, Path folder, String script, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("--inspect-port=127.0.0.1:0"));
        command.addAll(List.of(options));
        return run(node, folder, script, command);
    }

    /** The same with the inspector's usual port, which all such programs share. */
    public static NodeProgram startPlain(Path node, Path folder) throws IOException {
        return run(node, folder, "", List.of());
    }

    private static NodeProgram run(Path node, Path folder, String script, List<String> options)
            throws IOException {
        Path file = Files.writeString(folder.resolve("program.js"), script + READY);
        List<String> command = new ArrayList<>(List.of(node.toString()));
        command.addAll(options);
        command.add(file.toString());
        NodeProgram program =
                new NodeProgram(
                        new ProcessBuilder(command)
                                .redirectError(folder.resolve("stderr.txt").toFile())
                                .start());
        program.line();
        return program;
    }

    public long pid() {
        return process.pid();
    }

    public Process process() {
        return process;
    }

    /** The next line that it prints. */
    public String line() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it outright. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
