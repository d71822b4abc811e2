package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tidemark as a user runs it: a process of its own, its output not a terminal. It lives for
 * seconds, so the second compiler is left out: it would cost more than it gives.
 */
final class Cli {
    private static final long PATIENCE_SECONDS = 600;

    private final Path folder;

    /**
     * @param folder where it runs, and where its output is kept
     */
    Cli(Path folder) {
        this.folder = folder;
    }

    /** What a command left behind. */
    record Result(int exitCode, String out, String err) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s ends by itself", List.of(arguments))
                .isTrue();
        return result(process);
    }

    /**
     * Starts a command and does not wait for it. It hears SIGINT even where these tests run in the
     * background of a shell script, which has its children ignore it.
     */
    Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "--default-signal=INT",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.tidemark.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    Result result(Process process) throws IOException {
        return new Result(
                process.exitValue(),
                Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }
}
