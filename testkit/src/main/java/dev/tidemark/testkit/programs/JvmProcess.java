package dev.tidemark.testkit.programs;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A running Java program that said {@code ready}. Closing it ends it, and nothing else.
 *
 * <p>Every wait has a deadline; a program that ends or says nothing in time is an {@link
 * IllegalStateException} with what it wrote to its standard error. For one thread at a time.
 */
public final class JvmProcess implements AutoCloseable {
    private final ProgramLines lines;
    private final String ready;

    private JvmProcess(ProgramLines lines, String ready) {
        this.lines = lines;
        this.ready = ready;
    }

    static JvmProcess ready(Process process, Path main) {
        ProgramLines lines = new ProgramLines(process, main);
        try {
            return new JvmProcess(
                    lines, lines.await(text -> text.startsWith("ready"), ProgramLines.START));
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    public long pid() {
        return lines.process().pid();
    }

    public boolean isAlive() {
        return lines.process().isAlive();
    }

    /** The process itself, for those who wait for its end or end it harder. */
    public Process process() {
        return lines.process();
    }

    /** The line with which it said that it is ready, such as {@code ready 40123}. */
    public String ready() {
        return ready;
    }

    /** Sends one line to its standard input. */
    public void say(String line) {
        lines.say(line);
    }

    /** The next line on standard output that is wanted; those before it are dropped. */
    public String await(Predicate<String> isWanted) {
        return lines.await(isWanted, ProgramLines.ANSWER);
    }

    /** The next line on standard error that begins so. */
    public String awaitError(String beginning) {
        return lines.awaitError(text -> text.startsWith(beginning));
    }

    /**
     * Sends one line and waits for an answer.
     *
     * @return the next line that begins with {@code done}
     */
    public String ask(String line) {
        say(line);
        return await(text -> text.startsWith("done"));
    }

    @Override
    public void close() {
        lines.close();
    }
}
