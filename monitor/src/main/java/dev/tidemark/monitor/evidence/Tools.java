package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.report.JsonReport;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What collecting evidence needs of the world.
 *
 * @param reach attaches to a target
 * @param redactor null when snapshots are kept as they are
 * @param archive null when they stay here
 * @param json how explanations are kept
 */
record Tools(
        Reach reach,
        @Nullable Redactor redactor,
        @Nullable Archive archive,
        JsonReport json,
        InstantSource clock,
        Waiter waiter) {

    /** Attaches to what a text such as {@code node:1234} names. */
    interface Reach {
        LiveTarget attach(String target) throws CaptureException;
    }

    /** Lets time go by. */
    interface Waiter {
        void await(Duration time) throws InterruptedException;
    }
}
