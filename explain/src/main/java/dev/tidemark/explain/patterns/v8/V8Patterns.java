package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.LeakPattern;
import java.util.List;

/** What is known of V8, the most telling pattern first. */
public final class V8Patterns {
    private static final List<LeakPattern> ALL =
            List.of(
                    new EventListeners(),
                    new AbortSignals(),
                    new EventTargetListeners(),
                    new DomListeners(),
                    new DetachedDom(),
                    new ConsoleMessages(),
                    new DiagnosticsChannels(),
                    new Timers(),
                    new Immediates(),
                    new PromiseReactions(),
                    new FinalizationRegistries(),
                    new ModuleCache(),
                    new MessagePorts(),
                    new FileWatchers(),
                    new ChildProcesses(),
                    new AgentRequests(),
                    new KeptRequests(),
                    new UnreadStreams(),
                    new StreamBuffers(),
                    new Realms(),
                    new SymbolRegistry(),
                    new ObjectUrls(),
                    new BuiltStrings(),
                    new SlicedStrings(),
                    new BufferSlices(),
                    new ArrayBuffers(),
                    new KeptErrors(),
                    new MetricLabels(),
                    new PendingPromises(),
                    new AsyncStores(),
                    new AsyncResources(),
                    new BoundFunctions(),
                    new ClosureCaptures(),
                    new WeakMapKeys(),
                    new EmptiedEntries(),
                    new MemoizedResults(),
                    new UndrainedQueue(),
                    new Globals(),
                    new UnboundedCollection());

    private V8Patterns() {}

    public static List<LeakPattern> all() {
        return ALL;
    }
}
