package dev.tidemark.capture.jvm;

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
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A recording by async-profiler: samples of all that is allocated, and which of them are still
 * alive. Its library is loaded into the JVM, which cannot unload it; it is idle afterwards.
 *
 * @see <a href="https://github.com/async-profiler/async-profiler">async-profiler</a>
 */
final class AsyncRecording implements AllocationRecording {
    private static final String DONE = "return code: 0";

    private final JvmLink link;
    private final FullCollection collection;
    private final AttachOptions options;
    private final Path library;
    private final Path folder;
    private final Delivery delivery;
    private final OnExit stopOnExit = OnExit.run(this::close);
    private boolean started;
    private boolean over;

    private AsyncRecording(
            JvmLink link,
            FullCollection collection,
            AttachOptions options,
            Path library,
            Path folder,
            Delivery delivery) {
        this.link = link;
        this.collection = collection;
        this.options = options;
        this.library = library;
        this.folder = folder;
        this.delivery = delivery;
    }

    /**
     * Starts it. Whoever profiles the JVM with async-profiler already is not disturbed: it does one
     * thing at a time, and says so.
     *
     * @param library {@code libasyncProfiler.so}, which the JVM has to see as the same file
     * @param intervalBytes mean bytes from one sample to the next
     */
    static AsyncRecording start(
            JvmLink link,
            Machine machine,
            FullCollection collection,
            AttachOptions options,
            Path library,
            int intervalBytes)
            throws CaptureException {
        long pid = link.process().pid();
        checkIsSeen(link, machine, library);
        Path folder = null;
        try {
            folder =
                    Files.createTempDirectory(
                            "tidemark-",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
            Delivery delivery =
                    Delivery.prepare(machine.proc(), pid, folder.resolve("allocations.jfr"));
            AsyncRecording recording =
                    new AsyncRecording(link, collection, options, library, folder, delivery);
            recording.start(intervalBytes);
            return recording;
        } catch (IOException e) {
            throw cannotWrite(String.valueOf(folder), e);
        }
    }

    private static void checkIsSeen(JvmLink link, Machine machine, Path library)
            throws TargetCallException {
        try {
            Path seen = machine.proc().seenBy(link.process().pid(), library);
            if (link.process().pid() >= 0 && Files.isSameFile(library, seen)) {
                return;
            }
        } catch (IOException e) {
            // The one or the other has no such file: told below.
        }
        throw new TargetCallException(
                link.process().target(),
                "the library of async-profiler where the JVM can load it",
                "no " + library + " that it sees",
                "Give the path of libasyncProfiler.so, in the JVM's own container if it has one.");
    }

    private void start(int intervalBytes) throws CaptureException {
        try {
            String answer =
                    call(
                            "start,event=alloc,alloc=%d,live,jfr,file=%s"
                                    .formatted(intervalBytes, delivery.place().namedFile()));
            started = answer.contains(DONE);
            if (!started) {
                throw new TargetCallException(
                        link.process().target(),
                        "async-profiler to start",
                        reason(answer),
                        "Without --async-profiler, Flight Recorder tells as much in another way.");
            }
        } catch (CaptureException e) {
            close();
            throw e;
        }
    }

    /** The options have to be quoted: JVMs take {@code name=value} for an argument of their own. */
    private String call(String command) throws CaptureException {
        return link.commands()
                .run(
                        "JVMTI.agent_load \"%s\" \"%s\"".formatted(library, command),
                        options.silence());
    }

    private static String reason(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .map(line -> line.substring(line.indexOf(']') + 1).strip())
                .findFirst()
                .orElse(answer.strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    @Override
    public void finish(Path file) throws CaptureException {
        try {
            // What only waits for the collector is no survivor.
            collection.run(options.call());
            started = false;
            String answer = call("stop");
            if (!answer.contains(DONE)) {
                throw new TargetCallException(
                        link.process().target(),
                        "async-profiler to end its recording",
                        reason(answer),
                        "Somebody may have stopped it: try again.");
            }
            delivery.complete();
            Files.move(folder.resolve("allocations.jfr"), file);
        } catch (IOException e) {
            throw cannotWrite(file.toString(), e);
        } finally {
            close();
        }
    }

    private static SnapshotFileException cannotWrite(String file, IOException e) {
        return new SnapshotFileException(
                file,
                "to write the whole recording",
                String.valueOf(e.getMessage()),
                "Choose a folder that exists, can be written to, and has room.",
                e);
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        stopOnExit.close();
        stop();
        delivery.close();
        try {
            Files.deleteIfExists(folder.resolve("allocations.jfr"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It is a temporary folder: the system deletes it some day.
        }
    }

    private void stop() {
        if (started) {
            started = false;
            try {
                call("stop");
            } catch (CaptureException e) {
                // The JVM ended, and its recording with it.
            }
        }
    }
}
