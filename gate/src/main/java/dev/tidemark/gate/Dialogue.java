package dev.tidemark.gate;

import dev.tidemark.capture.find.ProgramStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has another process do operations, by lines: it is told {@code run N} and {@code end}, and
 * answers with {@code ready}, {@code done N}, {@code ended}, {@code empty WHAT} or {@code failed
 * WHY}, each behind a mark that tells it from what the process prints otherwise.
 */
final class Dialogue implements Driver {
    private static final String MARK = "tidemark-gate: ";
    private static final String FAILED = "failed ";
    private static final String EMPTY = "empty ";
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** So often it is looked whether the process is still there. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final String scenario;
    private final Duration patience;
    private final OutputStream output;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<OutputStream> commands = new CompletableFuture<>();
    private BooleanSupplier alive = () -> true;
    private DoubleSupplier cpuSeconds = () -> 0;
    private boolean ready;

    /**
     * @param scenario names it in messages
     * @param patience for the answer to one command
     * @param output gets what the process prints otherwise, a line at a time
     */
    Dialogue(String scenario, Duration patience, OutputStream output) {
        this.scenario = scenario;
        this.patience = patience;
        this.output = output;
    }

    /** What the process is to be started with. */
    ProgramStreams streams() {
        return new ProgramStreams(new Lines(), commands::complete);
    }

    /**
     * Waits until the scenario has been set up.
     *
     * @param processLives from now on
     * @param processTook CPU time
     */
    void awaitReady(BooleanSupplier processLives, CpuTime processTook)
            throws ScenarioException, InterruptedException {
        alive = processLives;
        cpuSeconds = processTook::seconds;
        expect("ready", "its setup to end");
        ready = true;
    }

    @Override
    public String unit() {
        return "iteration";
    }

    @Override
    public void run(long operations) throws ScenarioException, InterruptedException {
        say("run " + operations);
        expect(
                "done " + operations,
                operations == 1 ? "an iteration to end" : operations + " iterations to end");
    }

    @Override
    public void check() throws ScenarioException {
        try {
            // A last word may still be on its way.
            for (String found = next(); found != null; found = next()) {
                if (found.startsWith(FAILED)) {
                    throw failed("its process to go on", found);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String next() throws InterruptedException {
        return answers.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void say(String command) throws ScenarioException {
        try {
            OutputStream stream = commands.join();
            stream.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            check();
            throw failed("its process to go on", "its end");
        }
    }

    private void expect(String answer, String inWords)
            throws ScenarioException, InterruptedException {
        String found = await(patience);
        if (found == null) {
            throw new ScenarioException(
                    scenario,
                    "%s within %s".formatted(inWords, text(patience)),
                    alive.getAsBoolean() ? "no end" : "the end of its process",
                    "--timeout gives it more time.");
        }
        if (found.startsWith(EMPTY)) {
            throw ScenarioException.noEffect(scenario, found.substring(EMPTY.length()));
        }
        if (!found.equals(answer)) {
            throw failed(
                    ready ? "iterations that succeed" : "a scenario that can be set up", found);
        }
    }

    private ScenarioException failed(String expected, String found) {
        return new ScenarioException(
                scenario,
                expected,
                found.startsWith(FAILED) ? found.substring(FAILED.length()) : found,
                "Run it by itself to see why.");
    }

    /** The next answer; null if there is none in time, or the process has ended without one. */
    private @Nullable String await(Duration most) throws InterruptedException {
        Patience left =
                new Patience(most.toNanos() / 1e9, () -> System.nanoTime() / 1e9, cpuSeconds);
        boolean lives = true;
        while (lives && !left.isOver()) {
            // Looked at before the queue: a last word may come with the end.
            lives = alive.getAsBoolean();
            String answer = next();
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** Lets the scenario tear down what it set up; what it says then is too late to matter. */
    @Override
    public void close() {
        if (!ready) {
            return;
        }
        ready = false;
        try {
            say("end");
            await(GOODBYE);
        } catch (ScenarioException e) {
            // It has ended already.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    /** Tells answers from what else is printed. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) throws IOException {
            line.write(b);
            if (b == '\n') {
                passOn();
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(bytes[i]);
            }
        }

        private void passOn() throws IOException {
            String text = line.toString(StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                answers.add(text.substring(MARK.length()).strip());
            } else {
                line.writeTo(output);
            }
            line.reset();
        }
    }
}
