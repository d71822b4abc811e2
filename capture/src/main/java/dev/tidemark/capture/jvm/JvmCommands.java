package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import java.time.Duration;

/**
 * The diagnostic commands of a JVM, those of {@code jcmd}: {@code GC.class_histogram} and others.
 */
interface JvmCommands {
    /**
     * Runs one.
     *
     * @param command with its arguments, as {@code jcmd} takes them
     * @param patience until it has answered in full
     * @return what it printed
     */
    String run(String command, Duration patience) throws CaptureException;
}
