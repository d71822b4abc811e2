package dev.tidemark.capture.jvm;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.OnExit;
import dev.tidemark.capture.Script;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.UnsafeSnapshotException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.capture.linux.ResidentMemory;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A JVM, 11 or newer, on this machine or behind a JMX URL. */
public final class JvmTarget implements LiveTarget {
    private static final String PACKED = ".gz";

    private final JvmLink link;
    private final Machine machine;
    private final AttachOptions options;
    private final FullCollection collection;
    private final ResidentMemory resident;
    private final OnExit closeOnExit;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock snapshots = new ReentrantLock();

    /** Takes over a link, which is closed with this. */
    JvmTarget(JvmLink link, Machine machine, AttachOptions options) {
        this.link = link;
        this.machine = machine;
        this.options = options;
        this.collection = new FullCollection(link.commands());
        this.resident = new ResidentMemory(machine, link.process().pid());
        this.closeOnExit = OnExit.run(this::close);
    }

    @Override
    public ProcessRef process() {
        return link.process();
    }

    @Override
    public MemorySample sample() throws CaptureException {
        Instant now = machine.clock().instant();
        MemorySample sample =
                link.memory().addTo(MemorySample.at(now.getEpochSecond() + now.getNano() / 1e9));
        return resident.addTo(sample, link.memory().mapsHeapSeveralTimes());
    }

    private Bytes rss() {
        return machine.proc().status(process().pid()).map(ProcessStatus::rss).orElse(Bytes.of(0));
    }

    @Override
    public MemorySample sampleAfterGc() throws CaptureException {
        collection.run(options.call());
        MemorySample sample = sample();
        // Another thread's sample may have taken the collection's own record.
        return sample.value(Signal.POST_GC_USED).isPresent()
                ? sample
                : sample.with(
                        Signal.POST_GC_USED, sample.value(Signal.HEAP_USED).orElse(Double.NaN));
    }

    @Override
    public Optional<ClassHistogram> classHistogram() throws CaptureException {
        return Optional.of(HistogramText.parse(collection.histogram(options.call())));
    }

    @Override
    public Optional<GcActivity> gcActivity() throws CaptureException {
        return Optional.of(link.memory().gcActivity());
    }

    @Override
    public Optional<NativeMemory> nativeMemory() throws CaptureException {
        return NativeTracking.read(link.commands(), options.call());
    }

    @Override
    public Optional<Bytes> heapLimit() throws CaptureException {
        return link.memory().heapLimit();
    }

    @Override
    public SnapshotEstimate snapshotEstimate() throws CaptureException {
        return estimate(false);
    }

    private SnapshotEstimate estimate(boolean packed) throws CaptureException {
        double used = link.memory().addTo(MemorySample.at(0)).value(Signal.HEAP_USED).orElse(0);
        MemoryRoom room =
                process().pid() < 0
                        ? MemoryRoom.unknown()
                        : machine.memory().roomFor(process().pid());
        return JvmCost.estimate(used, packed, rss(), room);
    }

    /**
     * Has the JVM dump its live objects, after a full collection of its own. A name that ends with
     * {@code .gz} has it compressed, which takes three times as long. A JVM of which only the JMX
     * URL is known writes on its own machine, and there the file stays.
     */
    @Override
    public TakenSnapshot snapshot(Path file, SnapshotOptions snapshot, SnapshotProgress progress)
            throws CaptureException {
        snapshots.lock();
        try {
            SnapshotFileException.checkName(file);
            boolean packed = file.getFileName().toString().endsWith(PACKED);
            SnapshotEstimate estimate = estimate(packed);
            if (!estimate.safe() && !snapshot.force()) {
                throw new UnsafeSnapshotException(process().target(), estimate);
            }
            if (process().pid() < 0) {
                return RemoteDump.take(link, file, estimate, machine, options);
            }
            if (!snapshot.force()) {
                space(file).check(file, estimate.file(), link.majorVersion(), estimate.room());
            }
            return new DumpRun(machine, process().pid(), estimate, progress)
                    .into(file, link.dumps(), packed, options.silence());
        } finally {
            snapshots.unlock();
        }
    }

    private static DumpSpace space(Path file) throws SnapshotFileException {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        try {
            return DumpSpace.of(folder);
        } catch (IOException e) {
            throw new SnapshotFileException(
                    file.toString(),
                    "a folder to write to",
                    "no folder " + folder,
                    "Choose a folder that exists.",
                    e);
        }
    }

    /**
     * By Flight Recorder, of all that the JVM allocates with what stays alive, or of what stays
     * alive with the references to it. By async-profiler, of a JVM on this machine, always of both.
     */
    @Override
    public AllocationRecording recordAllocations(AllocationOptions allocations)
            throws CaptureException {
        Path library = allocations.asyncProfiler();
        return library == null
                ? FlightRecording.start(link, machine, collection, options, allocations.what())
                : AsyncRecording.start(
                        link,
                        machine,
                        collection,
                        options,
                        library.toAbsolutePath().normalize(),
                        allocations.intervalBytes());
    }

    /** None: a dump names its classes itself. */
    @Override
    public List<Script> scripts() {
        return List.of();
    }

    /** None. */
    @Override
    public Map<String, String> scriptTexts(Predicate<Script> wanted) {
        return Map.of();
    }

    /** None: all threads of a JVM share its heap. */
    @Override
    public List<LiveTarget> workers() {
        return List.of();
    }

    @Override
    public boolean attached() {
        return !closed.get() && (process().pid() < 0 || machine.proc().exists(process().pid()));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            link.close();
            closeOnExit.close();
        }
    }
}
