package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.LeakPattern;
import java.util.List;

/** What is known of the JVM, the most telling pattern first. */
public final class JvmPatterns {
    private static final List<LeakPattern> ALL =
            List.of(
                    new TemporaryBuffers(),
                    new MappedBuffers(),
                    new DirectBuffers(),
                    new ClassLoaders(),
                    new GeneratedClasses(),
                    new ShutdownHooks(),
                    new DeleteOnExit(),
                    new JmxBeans(),
                    new FinalizerQueue(),
                    new Cleaners(),
                    new AbandonedExecutors(),
                    new VirtualThreads(),
                    new UnclosedClients(),
                    new BlockedThreads(),
                    new ThreadContext(),
                    new ThreadLocals(),
                    new WeakMapValues(),
                    new BrokenKeys(),
                    new InternPool(),
                    new MetricTags(),
                    new SoftCaches(),
                    new DeadReferences(),
                    new TimerTasks(),
                    new ScheduledTasks(),
                    new ExecutorQueue(),
                    new UndrainedQueue(),
                    new PendingFuture(),
                    new LogHandlers(),
                    new UnclosedStatements(),
                    new Listeners(),
                    new KeptExceptions(),
                    new OpenResources(),
                    new SmallViews(),
                    new CapturedOuter(),
                    new GrowingText(),
                    new UnboundedCollection());

    private JvmPatterns() {}

    public static List<LeakPattern> all() {
        return ALL;
    }
}
