package dev.tidemark.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.junit.Leaks.Operation;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs {@code tidemark gate} as a process of its own, which examines this one. It asks on its
 * standard output for operations, is answered on its standard input, and leaves its report in a
 * file.
 *
 * <p>The operations are done by the thread of the test.
 */
record Gate(String name, String budget, NoLeak.Undecided undecided) {
    private static final String MARK = "tidemark-gate: ";
    private static final String RUN = "run ";
    private static final int LEAK = 1;
    private static final int UNDECIDED = 4;

    /**
     * Does the operation as often as it is asked for.
     *
     * @throws E if the operation does
     * @throws AssertionFailedError with the finding, if it leaks
     * @throws TestAbortedException if Tidemark is missing and that is set to skip
     */
    <E extends Throwable> void check(Operation<E> operation) throws E {
        Path report = newFile("report");
        Path complaints = newFile("complaints");
        try {
            int exitCode = run(operation, report, complaints);
            conclude(exitCode, content(report), content(complaints).strip());
        } finally {
            delete(report);
            delete(complaints);
        }
    }

    private <E extends Throwable> int run(Operation<E> operation, Path report, Path complaints)
            throws E {
        Process tool = start(report, complaints);
        try {
            converse(tool.inputReader(UTF_8), tool.outputWriter(UTF_8), operation);
            return end(tool);
        } finally {
            // What the operation throws is the test's own failure; the tool has no more to do.
            tool.destroy();
            close(tool.getInputStream());
            close(tool.getOutputStream());
        }
    }

    private Process start(Path report, Path complaints) {
        String tidemark = Tool.name();
        List<String> command = new ArrayList<>();
        Collections.addAll(command, tidemark, "gate");
        Collections.addAll(command, "--attach", "jvm:" + ProcessHandle.current().pid());
        Collections.addAll(command, "--output", report.toString());
        Collections.addAll(command, "--name", name, "--budget", budget);
        command.addAll(Tool.options());
        try {
            return new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        } catch (IOException e) {
            throw Tool.missing(tidemark, e);
        }
    }

    /** Does what the tool asks for until it asks no more. */
    private static <E extends Throwable> void converse(
            BufferedReader asked, Writer answers, Operation<E> operation) throws E {
        answer(answers, "ready");
        for (String line = next(asked); line != null; line = next(asked)) {
            if (line.startsWith(RUN)) {
                String times = line.substring(RUN.length());
                perform(operation, Long.parseLong(times));
                answer(answers, "done " + times);
            } else if (line.equals("end")) {
                answer(answers, "ended");
            }
        }
    }

    // What goes wrong with the tool is unchecked here: an IOException is the operation's own.

    private static @Nullable String next(BufferedReader asked) {
        try {
            return asked.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process tool) {
        try {
            return tool.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestAbortedException("interrupted while Tidemark looked for leaks", e);
        }
    }

    private static Path newFile(String what) {
        try {
            return Files.createTempFile("tidemark-" + what + "-", ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It stays in the folder for temporary files, and must not hide what the test found.
        }
    }

    private static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The process at its other end is gone.
        }
    }

    private static <E extends Throwable> void perform(Operation<E> operation, long times) throws E {
        for (long i = 0; i < times; i++) {
            operation.run();
        }
    }

    private static void answer(Writer answers, String text) {
        try {
            answers.write(MARK + text + "\n");
            answers.flush();
        } catch (IOException e) {
            // It has ended: its exit code says why.
        }
    }

    private void conclude(int exitCode, String text, String complaints) {
        if (exitCode == LEAK || (exitCode == UNDECIDED && undecided == NoLeak.Undecided.FAILS)) {
            throw new AssertionFailedError(name + "\n" + text);
        }
        if (exitCode != 0 && exitCode != UNDECIDED) {
            throw new AssertionFailedError(
                    complaints.isEmpty()
                            ? "tidemark gate ended with exit code " + exitCode
                            : complaints);
        }
    }
}
