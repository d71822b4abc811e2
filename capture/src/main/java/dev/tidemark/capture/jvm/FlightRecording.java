package dev.tidemark.capture.jvm;

import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.OnExit;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.linux.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A recording of Flight Recorder with samples of old objects, and either of all that is allocated
 * or with the references that keep the old objects alive. It runs beside recordings that others
 * have started, and is gone afterwards. What holds old objects is told by JVMs that share files
 * with us: the stream of a recording comes without.
 */
final class FlightRecording implements AllocationRecording {
    /** Settings of single events may be given on the command from this version on. */
    private static final int SINGLE_EVENTS = 17;

    private final JvmLink link;
    private final Machine machine;
    private final FullCollection collection;
    private final AttachOptions options;
    private final What what;
    private final String name = "tidemark-" + UUID.randomUUID();
    private final OnExit stopOnExit = OnExit.run(this::close);
    private boolean over;

    private FlightRecording(
            JvmLink link,
            Machine machine,
            FullCollection collection,
            AttachOptions options,
            What what) {
        this.link = link;
        this.machine = machine;
        this.collection = collection;
        this.options = options;
        this.what = what;
    }

    /**
     * Costs the JVM about 0.8 s of processor time for the recorder itself, once. The references to
     * {@link What#ALIVE old objects} cost one walk over the heap when the recording is finished.
     */
    static FlightRecording start(
            JvmLink link,
            Machine machine,
            FullCollection collection,
            AttachOptions options,
            What what)
            throws CaptureException {
        FlightRecording recording = new FlightRecording(link, machine, collection, options, what);
        try {
            recording.start();
            return recording;
        } catch (CaptureException e) {
            recording.close();
            throw e;
        }
    }

    private void start() throws CaptureException {
        String answer =
                link.commands().run("JFR.start name=" + name + " " + settings(), options.call());
        if (!answer.contains("Started recording")) {
            throw new TargetCallException(
                    link.process().target(),
                    "Flight Recorder to start",
                    lastLine(answer),
                    "This JVM may be built without it.");
        }
    }

    /** Older versions know only whole files of settings; {@code profile} has these events. */
    private String settings() {
        if (link.majorVersion() < SINGLE_EVENTS) {
            return "settings=profile";
        }
        String oldObjects = "settings=none " + event("jdk.OldObjectSample");
        if (what == What.ALIVE) {
            return oldObjects;
        }
        return String.join(
                " ",
                oldObjects,
                event("jdk.ObjectAllocationSample"),
                "+jdk.ObjectAllocationSample#throttle=300/s");
    }

    private static String event(String event) {
        return "+%1$s#enabled=true +%1$s#stackTrace=true".formatted(event);
    }

    @Override
    public void finish(Path file) throws CaptureException {
        try {
            RecordingStream stream = link.stream();
            if (stream == null) {
                deliver(file);
            } else {
                collect();
                stream.drain(name, file);
            }
        } catch (IOException e) {
            throw new SnapshotFileException(
                    file.toString(),
                    "to write the whole recording",
                    String.valueOf(e.getMessage()),
                    "Choose a folder that exists, can be written to, and has room.",
                    e);
        } finally {
            close();
        }
    }

    private void deliver(Path file) throws CaptureException, IOException {
        try (Delivery delivery = Delivery.prepare(machine.proc(), link.process().pid(), file)) {
            collect();
            dump(delivery.place());
            delivery.complete();
        }
    }

    /** The old objects that only wait for the collector are no survivors. */
    private void collect() throws CaptureException {
        collection.run(options.call());
    }

    private void dump(DumpPlace place) throws CaptureException {
        String command =
                "JFR.dump name=%s filename=\"%s\" path-to-gc-roots=%s"
                        .formatted(name, place.namedFile(), what == What.ALIVE);
        String answer = link.commands().run(command, options.silence());
        if (!Files.exists(place.file())) {
            throw new TargetCallException(
                    link.process().target(),
                    "Flight Recorder to write its recording",
                    lastLine(answer),
                    "Somebody may have stopped the recording: try again.");
        }
    }

    private static String lastLine(String answer) {
        return answer.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("nothing");
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        stopOnExit.close();
        try {
            link.commands().run("JFR.stop name=" + name, options.call());
        } catch (CaptureException e) {
            // The JVM ended, and its recording with it; or it never began.
        }
    }
}
