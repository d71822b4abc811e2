package dev.tidemark.gate;

import dev.tidemark.model.ProcessRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What a gate examines. */
public sealed interface Scenario {

    /**
     * A module for Node.js that exports {@code iteration()}, and may export {@code setup()} and
     * {@code teardown()}.
     *
     * @param node the program that runs it
     */
    record NodeModule(Path file, String node) implements Scenario {}

    /**
     * A module for Node.js that uses a page of a browser: it exports {@code action(page)} and
     * {@code back(page)}, or {@code iteration(page)}, and may export {@code url}, {@code
     * setup(page)} and {@code teardown(page)}. The page is what is examined.
     *
     * @param node the program that runs it
     */
    record PageModule(Path file, String node, PageOf browser) implements Scenario {}

    /** Which page of which browser. */
    sealed interface PageOf {}

    /**
     * One of a browser that is started without a window, and ended afterwards.
     *
     * @param program empty for Chromium or Chrome, whichever is installed
     * @param url what is opened first; empty for what the module says
     */
    record OwnBrowser(String program, String url) implements PageOf {}

    /**
     * One that is open in a browser that runs; it is left as the scenario leaves it.
     *
     * @param target such as {@code chrome:9222/part-of-url}
     */
    record RunningBrowser(String target) implements PageOf {}

    /**
     * A class for a JVM, 11 or newer, that has a method {@code iteration()}, and may have {@code
     * setup()} and {@code teardown()}.
     *
     * @param java the program that runs it, with options for it
     */
    record JvmClass(String name, String classPath, List<String> java) implements Scenario {
        public JvmClass {
            java = List.copyOf(java);
        }
    }

    /**
     * A program that is put to work from outside, such as a server.
     *
     * @param command that starts it
     */
    record Program(List<String> command, Work work) implements Scenario {
        public Program {
            command = List.copyOf(command);
        }
    }

    /**
     * A process that is there already and does operations when it is told to, such as one that runs
     * a test. It is told {@code run N} and {@code end}, a line each, and answers as our own runners
     * do. It goes on when the gate ends.
     *
     * @param target such as {@code jvm:4242}, or the URL of an inspector
     * @param answers what it says
     * @param commands what it is told; is not closed
     */
    record Attached(String name, String target, InputStream answers, OutputStream commands)
            implements Scenario {}

    /** Puts a program to work that has been started. */
    @FunctionalInterface
    interface Work {
        /** What drives the process, once that can be driven. */
        Driver of(ProcessRef process) throws IOException, InterruptedException;
    }
}
