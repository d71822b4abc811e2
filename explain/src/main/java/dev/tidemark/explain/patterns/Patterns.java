package dev.tidemark.explain.patterns;

import java.util.List;

/** The catalogue, the most telling pattern first: the first that matches gives the name. */
public final class Patterns {
    private static final List<LeakPattern> ALL =
            List.of(
                    new EventListeners(),
                    new EventTargetListeners(),
                    new Timers(),
                    new StreamBuffers(),
                    new PromiseReactions(),
                    new ClosureCaptures(),
                    new UnboundedCollection());

    private Patterns() {}

    public static List<LeakPattern> all() {
        return ALL;
    }
}
