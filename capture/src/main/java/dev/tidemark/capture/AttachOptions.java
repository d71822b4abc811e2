package dev.tidemark.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long we wait for a target, and who we are to it.
 *
 * @param attach until its inspector, attach socket or JMX server is open and answers
 * @param call for one answer; long enough for a full collection of a large heap
 * @param silence during a snapshot: how long nothing at all may arrive. The target is silent while
 *     it collects garbage first, and writes nothing before it has walked its whole heap.
 * @param jmxLogin for JMX servers that ask; null when there is none
 */
public record AttachOptions(
        Duration attach, Duration call, Duration silence, @Nullable JmxLogin jmxLogin) {

    public static AttachOptions defaults() {
        return new AttachOptions(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5), null);
    }

    /** The same, with a login for JMX. */
    public AttachOptions with(@Nullable JmxLogin login) {
        return new AttachOptions(attach, call, silence, login);
    }
}
