package dev.tidemark.capture;

import java.time.Duration;

/**
 * How long we wait for a target.
 *
 * @param attach until its inspector is open and answers
 * @param call for one answer; long enough for a full collection of a large heap
 * @param silence during a snapshot: how long nothing at all may arrive. The target is silent while
 *     it collects garbage first, and writes nothing before it has walked its whole heap.
 */
public record AttachOptions(Duration attach, Duration call, Duration silence) {

    public static AttachOptions defaults() {
        return new AttachOptions(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5));
    }
}
