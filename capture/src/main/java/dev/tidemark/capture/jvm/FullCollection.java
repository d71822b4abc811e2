package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects the whole heap of a JVM and waits until that is done. A JVM that was told to ignore such
 * requests, or to do them little by little, is asked for a class histogram, which needs a full
 * collection and gets one.
 */
final class FullCollection {
    private static final String REQUEST = "GC.run";
    private static final String HISTOGRAM = "GC.class_histogram";

    private final JvmCommands commands;
    private @Nullable String command;

    FullCollection(JvmCommands commands) {
        this.commands = commands;
    }

    void run(Duration patience) throws CaptureException {
        commands.run(command(patience), patience);
    }

    /** Collects and counts what is left, by class; whatever the JVM was told. */
    String histogram(Duration patience) throws CaptureException {
        return commands.run(HISTOGRAM, patience);
    }

    /** Asked for late: who only watches may not be allowed to run commands. */
    private synchronized String command(Duration patience) throws CaptureException {
        String known = command;
        if (known == null) {
            String flags = commands.run("VM.flags", patience);
            boolean ignores =
                    flags.contains("-XX:+DisableExplicitGC")
                            || flags.contains("-XX:+ExplicitGCInvokesConcurrent");
            known = ignores ? HISTOGRAM : REQUEST;
            command = known;
        }
        return known;
    }
}
