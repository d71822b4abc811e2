package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Memory as the JVM's MBeans tell it: six to nine short calls a sample. What cannot have changed is
 * not asked again, because each call costs the JVM some processor time.
 *
 * <p>The heap after a collection comes from the collector's record of its latest one, which is what
 * its notifications carry too. We do not listen for notifications, because the JVM would then keep
 * the last thousand of them for us: a leak of our own making, in the snapshots.
 */
final class JmxMemory implements JvmMemory {
    private static final ObjectName MEMORY = Names.of("java.lang:type=Memory");
    private static final ObjectName RUNTIME = Names.of("java.lang:type=Runtime");
    private static final ObjectName POOLS = Names.of("java.lang:type=MemoryPool,*");
    private static final ObjectName COLLECTORS = Names.of("java.lang:type=GarbageCollector,*");
    private static final ObjectName DIRECT = Names.of("java.nio:type=BufferPool,name=direct");
    private static final ObjectName MAPPED = Names.of("java.nio:type=BufferPool,name=mapped");
    private static final ObjectName LOADING = Names.of("java.lang:type=ClassLoading");
    private static final ObjectName THREADING = Names.of("java.lang:type=Threading");
    private static final ObjectName METASPACE =
            Names.of("java.lang:type=MemoryPool,name=Metaspace");

    private final JmxConnection jmx;
    private final Duration patience;
    private final List<ObjectName> collectors;
    private final Set<String> heapPools = new HashSet<>();
    private final boolean hasMetaspace;
    private final double startSeconds;
    private final Map<ObjectName, CollectorState> atFirst;
    private volatile Map<ObjectName, CollectorState> latest = Map.of();
    private volatile Classes classes = Classes.UNKNOWN;
    private long lastWholeHeapId;

    /**
     * What is known of loaded classes.
     *
     * @param nonHeap memory outside of the heap that was in use then: classes take some of it
     */
    private record Classes(double nonHeap, double metaspace, double count) {
        static final Classes UNKNOWN = new Classes(Double.NaN, Double.NaN, Double.NaN);
    }

    JmxMemory(JmxConnection jmx, Duration patience) throws CaptureException {
        this.jmx = jmx;
        this.patience = patience;
        this.collectors =
                jmx.find(COLLECTORS, patience).stream()
                        .filter(bean ->
                                CollectorKind.of(bean.getKeyProperty("name")) != CollectorKind.PART)
                        .toList();
        List<ObjectName> pools = jmx.find(POOLS, patience);
        // Other JVMs than HotSpot describe classes elsewhere.
        this.hasMetaspace = pools.contains(METASPACE);
        for (ObjectName pool : pools) {
            if ("HEAP".equals(jmx.read(pool, List.of("Type"), patience).getFirst())) {
                heapPools.add(pool.getKeyProperty("name"));
            }
        }
        this.startSeconds =
                jmx.read(RUNTIME, List.of("StartTime"), patience).getFirst()
                                instanceof Long milliseconds
                        ? milliseconds / 1000.0
                        : Double.NaN;
        this.atFirst = collectors();
        CollectorState last = CollectorState.lastWholeHeap(atFirst);
        this.lastWholeHeapId = last == null ? 0 : last.lastId();
    }

    private Map<ObjectName, CollectorState> collectors() throws CaptureException {
        Map<ObjectName, CollectorState> states = new LinkedHashMap<>();
        for (ObjectName collector : collectors) {
            CollectorState before =
                    latest.getOrDefault(collector, CollectorState.unknown(collector));
            states.put(collector, before.now(jmx, collector, heapPools, patience));
        }
        latest = states;
        return states;
    }

    @Override
    public MemorySample addTo(MemorySample sample) throws CaptureException {
        Map<ObjectName, CollectorState> states = collectors();
        List<@Nullable Object> usage =
                jmx.read(MEMORY, List.of("HeapMemoryUsage", "NonHeapMemoryUsage"), patience);
        MemorySample full = sample;
        full = with(full, Signal.HEAP_USED, field(usage.get(0), "used"));
        full = with(full, Signal.HEAP_TOTAL, field(usage.get(0), "committed"));
        full = with(full, Signal.HEAP_LIMIT, field(usage.get(0), "max"));
        double nonHeap = field(usage.get(1), "used");
        full = with(full, Signal.NONHEAP_USED, nonHeap);
        full = with(full, Signal.NONHEAP_TOTAL, field(usage.get(1), "committed"));
        full = withOutsideOfHeap(full, nonHeap);
        full = with(full, Signal.MAJOR_GCS, count(states, CollectorKind.WHOLE_HEAP));
        full = with(full, Signal.MINOR_GCS, count(states, CollectorKind.YOUNG));
        full = with(full, Signal.START, startSeconds);
        return withPostGc(full, CollectorState.lastWholeHeap(states));
    }

    private MemorySample withOutsideOfHeap(MemorySample sample, double nonHeap)
            throws CaptureException {
        Classes loaded = classes;
        if (loaded.nonHeap != nonHeap) {
            loaded = loadedClasses(nonHeap);
            classes = loaded;
        }
        MemorySample full = sample;
        full = with(full, Signal.DIRECT_USED, number(read(DIRECT, "MemoryUsed")));
        full = with(full, Signal.MAPPED_USED, number(read(MAPPED, "MemoryUsed")));
        full = with(full, Signal.METASPACE, loaded.metaspace);
        full = with(full, Signal.CLASSES, loaded.count);
        return with(full, Signal.THREADS, number(read(THREADING, "ThreadCount")));
    }

    private Classes loadedClasses(double nonHeap) throws CaptureException {
        return new Classes(
                nonHeap,
                hasMetaspace ? field(read(METASPACE, "Usage"), "used") : Double.NaN,
                number(read(LOADING, "LoadedClassCount")));
    }

    private @Nullable Object read(ObjectName bean, String attribute) throws CaptureException {
        return jmx.read(bean, List.of(attribute), patience).getFirst();
    }

    /** Several threads sample: each full collection is told to one of them. */
    private synchronized MemorySample withPostGc(
            MemorySample sample, @Nullable CollectorState last) {
        if (last == null || last.lastId() <= lastWholeHeapId) {
            return sample;
        }
        lastWholeHeapId = last.lastId();
        return sample.with(Signal.POST_GC_USED, (double) last.usedAfter());
    }

    private static MemorySample with(MemorySample sample, Signal signal, double value) {
        return value >= 0 ? sample.with(signal, value) : sample;
    }

    private static double field(@Nullable Object usage, String name) {
        return usage instanceof CompositeData data ? number(data.get(name)) : Double.NaN;
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double count(Map<ObjectName, CollectorState> states, CollectorKind kind) {
        return (double) sum(states, kind, CollectorState::count);
    }

    private static long sum(
            Map<ObjectName, CollectorState> states,
            CollectorKind kind,
            ToLongFunction<CollectorState> field) {
        return states.values().stream()
                .filter(state -> state.kind() == kind)
                .mapToLong(field)
                .sum();
    }

    @Override
    public GcActivity gcActivity() throws CaptureException {
        Map<ObjectName, CollectorState> now = collectors();
        return new GcActivity(
                since(now, CollectorKind.WHOLE_HEAP, CollectorState::count),
                time(now, CollectorKind.WHOLE_HEAP),
                since(now, CollectorKind.YOUNG, CollectorState::count),
                time(now, CollectorKind.YOUNG));
    }

    private Duration time(Map<ObjectName, CollectorState> now, CollectorKind kind) {
        return Duration.ofMillis(since(now, kind, CollectorState::milliseconds));
    }

    private long since(
            Map<ObjectName, CollectorState> now,
            CollectorKind kind,
            ToLongFunction<CollectorState> field) {
        return sum(now, kind, field) - sum(atFirst, kind, field);
    }

    @Override
    public Optional<Bytes> heapLimit() throws CaptureException {
        double max =
                field(jmx.read(MEMORY, List.of("HeapMemoryUsage"), patience).getFirst(), "max");
        return max > 0 ? Optional.of(Bytes.of(max)) : Optional.empty();
    }

    /** Z before it had generations. */
    @Override
    public boolean mapsHeapSeveralTimes() {
        return collectors.stream()
                .map(bean -> bean.getKeyProperty("name"))
                .anyMatch(name -> name.equals("ZGC Cycles") || name.equals("ZGC"));
    }

    @Override
    public void close() {
        jmx.close();
    }
}
