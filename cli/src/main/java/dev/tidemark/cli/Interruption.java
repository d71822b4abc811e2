package dev.tidemark.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C interrupts the command, which then detaches and tidies up as after any failure, and the
 * JVM ends once it has.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);

    private Interruption() {}

    static Interruption ofThisThread() {
        Thread command = Thread.currentThread();
        Interruption interruption = new Interruption();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> interruption.interrupt(command), "tidemark-interrupt"));
        return interruption;
    }

    private void interrupt(Thread command) {
        try {
            if (done.getCount() > 0) {
                command.interrupt();
                done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            // The JVM ends anyway.
            Thread.currentThread().interrupt();
        }
    }

    /** The command is over and its failure, if any, is told: the JVM may end. */
    void done() {
        done.countDown();
    }
}
