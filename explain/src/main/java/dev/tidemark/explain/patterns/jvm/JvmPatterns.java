package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.LeakPattern;
import java.util.List;

/** What is known of the JVM, the most telling pattern first. */
public final class JvmPatterns {
    private static final List<LeakPattern> ALL =
            List.of(
                    new DirectBuffers(),
                    new ClassLoaders(),
                    new ThreadLocals(),
                    new WeakMapValues(),
                    new BrokenKeys(),
                    new UndrainedQueue(),
                    new PendingFuture(),
                    new Listeners(),
                    new CapturedOuter(),
                    new UnboundedCollection());

    private JvmPatterns() {}

    public static List<LeakPattern> all() {
        return ALL;
    }
}
