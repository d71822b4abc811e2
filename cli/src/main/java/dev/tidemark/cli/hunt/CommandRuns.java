package dev.tidemark.cli.hunt;

import dev.tidemark.cli.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command of the user's that puts the target to work, run once between two snapshots. */
public final class CommandRuns implements Exercise {
    private final String command;
    private final long operationsEach;
    private long operations;

    /**
     * @param command for the shell
     * @param operationsEach operations that one run does; 0 counts the run as one
     */
    public CommandRuns(String command, long operationsEach) {
        this.command = command;
        this.operationsEach = operationsEach;
    }

    @Override
    public String unit() {
        return operationsEach > 0 ? "operation" : "run";
    }

    @Override
    public long operations() {
        return operations;
    }

    @Override
    public Pace pace() {
        return Pace.OF_OUR_LOAD;
    }

    @Override
    public void warmUp(Progress progress) throws ExerciseException, InterruptedException {
        step(progress);
    }

    @Override
    public void step(Progress progress) throws ExerciseException, InterruptedException {
        progress.fraction(Double.NaN, command);
        try {
            Path output = Files.createTempFile("tidemark-exercise", ".log");
            try {
                run(output);
            } finally {
                Files.delete(output);
            }
        } catch (ExerciseException e) {
            throw e;
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
        operations += Math.max(1, operationsEach);
    }

    private void run(Path output) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                List<String> lines = Files.readAllLines(output);
                String last = lines.isEmpty() ? "" : ": " + lines.getLast();
                throw failed("exit code " + exitCode + last);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private ExerciseException failed(String found) {
        return new ExerciseException(
                command, "exit code 0", found, "Run it by itself to see what is wrong.");
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
