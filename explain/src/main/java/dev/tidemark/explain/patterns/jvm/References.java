package dev.tidemark.explain.patterns.jvm;

import java.util.OptionalInt;

/** What can be asked of weak, soft and phantom references. */
final class References {
    /** What a reference has as its queue when it needs none, or is in it. */
    private static final String NO_QUEUE = "java.lang.ref.ReferenceQueue$Null";

    private References() {}

    static boolean isDead(JvmSuspect suspect, int reference) {
        return suspect.follow(reference, "referent").isEmpty();
    }

    /** One that is or was in its queue is linked, if only to itself. */
    static boolean hasNoQueue(JvmSuspect suspect, int reference) {
        OptionalInt queue = suspect.follow(reference, "queue");
        return queue.isPresent()
                && suspect.isA(queue.getAsInt(), NO_QUEUE)
                && suspect.follow(reference, "next").isEmpty();
    }
}
