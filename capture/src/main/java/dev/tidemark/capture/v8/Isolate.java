package dev.tidemark.capture.v8;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.Script;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotEstimate.CountSource;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotOptions.ObjectIds;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.UnsafeSnapshotException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ResidentMemory;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One heap of V8 behind one session. */
final class Isolate implements LiveTarget {
    private static final int MOST_COLLECTIONS = 4;
    private static final double SETTLED = 0.005;

    private final InspectorSession session;
    private final ProcessRef process;
    private final Machine machine;
    private final AttachOptions options;
    // Only Node tells more than V8 does.
    private final @Nullable NodeProbe probe;
    private final double startSeconds;
    private final double heapLimit;
    private final ResidentMemory resident;
    private final ReentrantLock snapshots = new ReentrantLock();
    private volatile @Nullable TakenSnapshot lastSnapshot;

    private Isolate(
            InspectorSession session,
            ProcessRef process,
            Surroundings surroundings,
            @Nullable NodeProbe probe,
            JsonNode about) {
        this.session = session;
        this.process = process;
        this.machine = surroundings.machine();
        this.options = surroundings.options();
        this.probe = probe;
        this.resident = new ResidentMemory(machine, process.pid());
        this.startSeconds = about.path("started").asDouble(Double.NaN);
        this.heapLimit = about.path("limit").asDouble(Double.NaN);
    }

    private record Surroundings(Machine machine, AttachOptions options) {}

    static Isolate ofNode(
            InspectorSession session, V8Connection how, Machine machine, AttachOptions options)
            throws CaptureException {
        NodeProbe probe = NodeProbe.install(session, options.call());
        JsonNode about = probe.about();
        long pid = how.pid();
        ProcessRef process =
                new ProcessRef(
                        RuntimeKind.NODE,
                        pid,
                        about.path("version").asString(""),
                        about.path("title").asString(""),
                        how.target());
        return new Isolate(session, process, new Surroundings(machine, options), probe, about);
    }

    static Isolate ofPage(
            InspectorSession session, V8Connection how, Machine machine, AttachOptions options)
            throws CaptureException {
        JsonNode title =
                session.call(
                        "Runtime.evaluate",
                        Json.object()
                                .put("expression", "globalThis.document?.title ?? ''")
                                .put("silent", true)
                                .put("returnByValue", true),
                        options.call());
        ProcessRef process =
                new ProcessRef(
                        RuntimeKind.CHROME,
                        how.pid(),
                        null,
                        title.path("result").path("value").asString(""),
                        how.target());
        return new Isolate(
                session, process, new Surroundings(machine, options), null, Json.object());
    }

    boolean isNode() {
        return probe != null;
    }

    /** A worker thread of the same process. */
    Isolate worker(InspectorSession workerSession, String title) throws CaptureException {
        NodeProbe workerProbe = NodeProbe.install(workerSession, options.call());
        ProcessRef worker =
                new ProcessRef(
                        RuntimeKind.NODE,
                        process.pid(),
                        process.version(),
                        title,
                        workerSession.where());
        return new Isolate(
                workerSession,
                worker,
                new Surroundings(machine, options),
                workerProbe,
                workerProbe.about());
    }

    AttachOptions options() {
        return options;
    }

    @Override
    public ProcessRef process() {
        return process;
    }

    @Override
    public MemorySample sample() throws CaptureException {
        return resident.addTo(probe == null ? pageSample() : nodeSample(probe.read()));
    }

    private MemorySample nodeSample(JsonNode usage) {
        return new SampleBuilder(nowSeconds())
                .put(Signal.HEAP_USED, usage.path("heapUsed"))
                .put(Signal.HEAP_TOTAL, usage.path("heapTotal"))
                .put(Signal.EXTERNAL, usage.path("external"))
                .put(Signal.ARRAY_BUFFERS, usage.path("arrayBuffers"))
                .put(Signal.RSS, usage.path("rss"))
                .put(Signal.MAJOR_GCS, usage.path("major"))
                .put(Signal.MINOR_GCS, usage.path("minor"))
                .put(Signal.POST_GC_USED, usage.path("postGc"))
                .put(Signal.START, startSeconds)
                .put(Signal.HEAP_LIMIT, heapLimit)
                .build();
    }

    private MemorySample pageSample() throws CaptureException {
        JsonNode usage = session.call("Runtime.getHeapUsage", options.call());
        return new SampleBuilder(nowSeconds())
                .put(Signal.HEAP_USED, usage.path("usedSize"))
                .put(Signal.HEAP_TOTAL, usage.path("totalSize"))
                .put(Signal.EXTERNAL, usage.path("backingStorageSize"))
                .build();
    }

    @Override
    public MemorySample sampleAfterGc() throws CaptureException {
        collectGarbage();
        MemorySample sample = sample();
        return sample.with(Signal.POST_GC_USED, sample.value(Signal.HEAP_USED).orElse(Double.NaN));
    }

    /** Until it frees no more: finalizers that one collection sets free let the next free more. */
    private void collectGarbage() throws CaptureException {
        double before = Double.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            session.call("HeapProfiler.collectGarbage", options.call());
            if (probe != null) {
                probe.turnOfTheLoop();
            }
            double used = heapUsed();
            if (used > before * (1 - SETTLED)) {
                return;
            }
            before = used;
        }
    }

    private long heapUsed() throws CaptureException {
        return session.call("Runtime.getHeapUsage", options.call()).path("usedSize").asLong(0);
    }

    @Override
    public OptionalLong heldNumbers() throws CaptureException {
        return OptionalLong.of(NumberCount.of(session, options.call()));
    }

    @Override
    public Optional<GcActivity> gcActivity() throws CaptureException {
        if (probe == null) {
            return Optional.empty();
        }
        JsonNode counts = probe.collections();
        return Optional.of(
                new GcActivity(
                        counts.path("major").asLong(0),
                        milliseconds(counts.path("majorMs")),
                        counts.path("minor").asLong(0),
                        milliseconds(counts.path("minorMs"))));
    }

    private static Duration milliseconds(JsonNode value) {
        return Duration.ofNanos((long) (value.asDouble(0) * 1e6));
    }

    @Override
    public Optional<Bytes> heapLimit() {
        return Double.isNaN(heapLimit) ? Optional.empty() : Optional.of(Bytes.of(heapLimit));
    }

    @Override
    public SnapshotEstimate snapshotEstimate() throws CaptureException {
        SnapshotCost cost = SnapshotCost.ofNode(majorVersion());
        SnapshotCost.Heap heap =
                new SnapshotCost.Heap(
                        heapUsed(), probe == null ? 0 : probe.largeObjectBytes(), rss(), room());
        TakenSnapshot last = lastSnapshot;
        if (last != null) {
            long scaled = (long) (last.objects() * Math.max(1, heap.used() / last.heap().value()));
            return cost.estimate(heap, scaled, scaled, CountSource.LAST_SNAPSHOT);
        }
        long most = SnapshotCost.mostObjects(heap.used(), heap.large());
        SnapshotEstimate guess =
                cost.estimate(
                        heap,
                        SnapshotCost.usualObjects(heap.used(), heap.large()),
                        most,
                        CountSource.HEAP_SIZE);
        boolean countingIsSafe =
                most * ObjectCount.BYTES_PER_OBJECT < 0.9 * heap.room().available().value();
        if (guess.safe() || !countingIsSafe) {
            return guess;
        }
        long counted = ObjectCount.of(session, options.silence());
        return cost.estimate(heap, counted, SnapshotCost.mostNodes(counted), CountSource.COUNTED);
    }

    @Override
    public TakenSnapshot snapshot(
            Path file, SnapshotOptions snapshotOptions, SnapshotProgress progress)
            throws CaptureException {
        return snapshot(file, snapshotOptions, progress, SnapshotFile.DISK);
    }

    TakenSnapshot snapshot(
            Path file,
            SnapshotOptions snapshotOptions,
            SnapshotProgress progress,
            SnapshotFile.Disk disk)
            throws CaptureException {
        snapshots.lock();
        try {
            SnapshotEstimate estimate = snapshotEstimate();
            if (!estimate.safe() && !snapshotOptions.force()) {
                throw new UnsafeSnapshotException(session.where(), estimate);
            }
            SnapshotRun run = new SnapshotRun(session, machine, process.pid(), estimate, progress);
            TakenSnapshot taken = run.into(file, disk, snapshotOptions, options.silence());
            lastSnapshot = taken;
            if (snapshotOptions.objectIds() == ObjectIds.FORGOTTEN && probe != null) {
                probe.forgetObjectIds();
            }
            return taken;
        } finally {
            snapshots.unlock();
        }
    }

    @Override
    public AllocationRecording recordAllocations(AllocationOptions allocations)
            throws CaptureException {
        if (allocations.what() != AllocationOptions.What.EVERY_OBJECT) {
            return AllocationSampling.start(session, allocations, options.call());
        }
        SnapshotEstimate estimate = snapshotEstimate();
        if (!estimate.safe() && !allocations.force()) {
            throw new UnsafeSnapshotException(session.where(), estimate);
        }
        return AllocationTracking.start(session, options.silence());
    }

    @Override
    public List<Script> scripts() throws CaptureException {
        List<Script> scripts = new ArrayList<>();
        withScripts(scripts::addAll);
        return List.copyOf(scripts);
    }

    @Override
    public Map<String, String> scriptTexts(Predicate<Script> wanted) throws CaptureException {
        Map<String, String> texts = new HashMap<>();
        withScripts(scripts -> {
            for (Script script : scripts) {
                if (wanted.test(script)) {
                    ObjectNode id = Json.object().put("scriptId", Integer.toString(script.id()));
                    JsonNode answer = session.call("Debugger.getScriptSource", id, options.call());
                    texts.put(script.url(), answer.path("scriptSource").asString(""));
                }
            }
        });
        return Map.copyOf(texts);
    }

    /** What is done with the scripts while the debugger knows them. */
    private interface ScriptWork {
        void with(List<Script> scripts) throws CaptureException;
    }

    private void withScripts(ScriptWork work) throws CaptureException {
        ConcurrentLinkedQueue<Script> scripts = new ConcurrentLinkedQueue<>();
        session.on(
                "Debugger.scriptParsed",
                script ->
                        scripts.add(
                                new Script(
                                        Integer.parseInt(script.path("scriptId").asString("0")),
                                        script.path("url").asString(""))));
        try {
            // All scripts are told before the answer comes.
            session.call("Debugger.enable", options.call());
            try {
                work.with(List.copyOf(scripts));
            } finally {
                session.call("Debugger.disable", options.call());
            }
        } finally {
            session.ignore("Debugger.scriptParsed");
        }
    }

    /** Workers belong to the connection: {@link V8Target} finds them. */
    @Override
    public List<LiveTarget> workers() {
        return List.of();
    }

    @Override
    public boolean attached() {
        return session.alive();
    }

    /** Removes our probe; should the target be gone, there is nothing to remove it from. */
    @Override
    public void close() {
        if (probe != null) {
            probe.remove();
        }
    }

    private int majorVersion() {
        String version = process.version();
        if (version == null || !version.startsWith("v")) {
            return 0;
        }
        int dot = version.indexOf('.');
        return Integer.parseInt(version.substring(1, dot < 0 ? version.length() : dot));
    }

    private Bytes rss() {
        return machine.proc().status(process.pid()).map(status -> status.rss()).orElse(Bytes.of(0));
    }

    private MemoryRoom room() {
        return process.pid() < 0 ? MemoryRoom.unknown() : machine.memory().roomFor(process.pid());
    }

    private double nowSeconds() {
        return machine.clock().millis() / 1000.0;
    }
}
