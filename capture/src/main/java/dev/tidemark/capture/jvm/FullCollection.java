package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import java.time.Duration;

/**
 * Collects the whole heap of a JVM and waits until that is done. A JVM that was told to ignore such
 * requests, or to do them little by little, is asked for a class histogram, which needs a full
 * collection and gets one.
 */
final class FullCollection {
    private static final String REQUEST = "GC.run";
    private static final String HISTOGRAM = "GC.class_histogram";

    private final JvmCommands commands;
    private final String command;

    private FullCollection(JvmCommands commands, String command) {
        this.commands = commands;
        this.command = command;
    }

    /** Looks at the JVM's flags. */
    static FullCollection of(JvmCommands commands, Duration patience) throws CaptureException {
        String flags = commands.run("VM.flags", patience);
        boolean ignores =
                flags.contains("-XX:+DisableExplicitGC")
                        || flags.contains("-XX:+ExplicitGCInvokesConcurrent");
        return new FullCollection(commands, ignores ? HISTOGRAM : REQUEST);
    }

    /** Whether the JVM ignores requests, so that each collection also counts all objects. */
    boolean byHistogram() {
        return command.equals(HISTOGRAM);
    }

    void run(Duration patience) throws CaptureException {
        commands.run(command, patience);
    }
}
