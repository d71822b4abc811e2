package dev.tidemark.capture.linux;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals through the shell: Java sends none, and a bare container has no other kill. */
public final class Signals {
    private static final long PATIENCE_SECONDS = 5;

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param name without {@code SIG}, such as {@code USR1}
     * @return whether the process got it
     * @throws IOException if there is no shell
     */
    public static boolean send(long pid, String name) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && kill.exitValue() == 0;
    }
}
