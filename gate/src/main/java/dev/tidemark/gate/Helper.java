package dev.tidemark.gate;

import dev.tidemark.capture.OnExit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that helps to examine another one. Ends with us, and with all that it has started. */
final class Helper implements AutoCloseable {
    private static final long END_SECONDS = 3;

    private final Process process;
    private final OnExit endOnExit;

    private Helper(Process process) {
        this.process = process;
        this.endOnExit = OnExit.run(this::end);
    }

    /**
     * Starts a command.
     *
     * @param output gets what it prints to either stream, from a thread of its own
     * @throws IOException if there is no such program
     */
    static Helper start(List<String> command, OutputStream output) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual()
                .name("tidemark-helper-output")
                .start(() -> passOn(process.getInputStream(), output));
        return new Helper(process);
    }

    /** Hands on what is read as it comes; returns at its end, or when nobody wants it any more. */
    static void passOn(InputStream from, OutputStream to) {
        byte[] some = new byte[4096];
        try {
            // Not transferTo, which would wait for more than is there.
            for (int read = from.read(some); read >= 0; read = from.read(some)) {
                to.write(some, 0, read);
            }
        } catch (IOException e) {
            // Whoever misses something of it says so.
            return;
        }
    }

    /** What it reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** It, and all that it has started. */
    Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    @Override
    public void close() {
        end();
        endOnExit.close();
    }

    private void end() {
        List<ProcessHandle> all = processes().toList();
        process.destroy();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
