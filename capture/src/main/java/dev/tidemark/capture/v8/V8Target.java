package dev.tidemark.capture.v8;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.OnExit;
import dev.tidemark.capture.Script;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.ProcessRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The main isolate behind an inspector, with the connection that it came by. */
public final class V8Target implements LiveTarget {
    private final V8Connection how;
    private final InspectorConnection connection;
    private final Isolate isolate;
    private final WorkerThreads workers;
    private final OnExit detachOnExit;
    private final AtomicBoolean closed = new AtomicBoolean();

    private V8Target(V8Connection how, InspectorConnection connection, Isolate isolate) {
        this.how = how;
        this.connection = connection;
        this.isolate = isolate;
        this.workers = new WorkerThreads(connection, isolate);
        this.detachOnExit = OnExit.run(this::close);
    }

    /** Attaches; on failure nothing stays open, and {@code afterwards} has run. */
    public static V8Target attach(V8Connection how, Machine machine, AttachOptions options)
            throws CaptureException {
        InspectorConnection connection = null;
        try {
            connection = InspectorConnection.open(how.socket(), how.target(), options.attach());
            return new V8Target(how, connection, isolate(how, connection, machine, options));
        } catch (CaptureException e) {
            if (connection != null) {
                detach(how, connection);
            } else {
                how.afterwards().run();
            }
            throw e;
        }
    }

    private static Isolate isolate(
            V8Connection how,
            InspectorConnection connection,
            Machine machine,
            AttachOptions options)
            throws CaptureException {
        InspectorSession session = connection.main();
        if (NodeProbe.fits(session, options.attach())) {
            // A debugger makes a program that has come to its end wait; it shall end instead.
            session.on(
                    "NodeRuntime.waitingForDisconnect",
                    _ -> Thread.startVirtualThread(() -> connection.abandon("the program's end")));
            session.call(
                    "NodeRuntime.notifyWhenWaitingForDisconnect",
                    Json.object().put("enabled", true),
                    options.attach());
            return Isolate.ofNode(session, how, machine, options);
        }
        return Isolate.ofPage(session, how, machine, options);
    }

    @Override
    public ProcessRef process() {
        return isolate.process();
    }

    @Override
    public MemorySample sample() throws CaptureException {
        return isolate.sample();
    }

    @Override
    public MemorySample sampleAfterGc() throws CaptureException {
        return isolate.sampleAfterGc();
    }

    @Override
    public OptionalLong heldNumbers() throws CaptureException {
        return isolate.heldNumbers();
    }

    @Override
    public Optional<GcActivity> gcActivity() throws CaptureException {
        return isolate.gcActivity();
    }

    @Override
    public Optional<Bytes> heapLimit() {
        return isolate.heapLimit();
    }

    @Override
    public SnapshotEstimate snapshotEstimate() throws CaptureException {
        return isolate.snapshotEstimate();
    }

    @Override
    public TakenSnapshot snapshot(Path file, SnapshotOptions options, SnapshotProgress progress)
            throws CaptureException {
        return isolate.snapshot(file, options, progress);
    }

    @Override
    public AllocationRecording recordAllocations(AllocationOptions options)
            throws CaptureException {
        return isolate.recordAllocations(options);
    }

    @Override
    public List<Script> scripts() throws CaptureException {
        return isolate.scripts();
    }

    @Override
    public Map<String, String> scriptTexts(Predicate<Script> wanted) throws CaptureException {
        return isolate.scriptTexts(wanted);
    }

    @Override
    public List<LiveTarget> workers() throws CaptureException {
        return isolate.isNode() ? new ArrayList<>(workers.attach()) : Collections.emptyList();
    }

    @Override
    public boolean attached() {
        return isolate.attached();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            workers.close();
            isolate.close();
            detach(how, connection);
            detachOnExit.close();
        }
    }

    private static void detach(V8Connection how, InspectorConnection connection) {
        if (how.openedByUs() && connection.main().alive()) {
            NodeProbe.closeInspectorSoon(connection.main());
        }
        connection.close();
        how.afterwards().run();
    }
}
