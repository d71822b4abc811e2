package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.LeakPattern;
import java.util.List;

/** What is known of V8, the most telling pattern first. */
public final class V8Patterns {
    private static final List<LeakPattern> ALL =
            List.of(
                    new EventListeners(),
                    new EventTargetListeners(),
                    new Timers(),
                    new StreamBuffers(),
                    new PromiseReactions(),
                    new ClosureCaptures(),
                    new UnboundedCollection());

    private V8Patterns() {}

    public static List<LeakPattern> all() {
        return ALL;
    }
}
