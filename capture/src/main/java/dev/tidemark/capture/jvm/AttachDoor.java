package dev.tidemark.capture.jvm;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.capture.linux.Signals;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opens the attach socket of a JVM: a file named after its pid is put where it looks, and SIGQUIT
 * makes it look. SIGQUIT kills a program that has no handler for it, so everything is looked at
 * first.
 *
 * <p>The JDK's own attach API does the same; this one also tells what stands in the way, has a
 * deadline, and asks the JVM's commands without loading anything into it.
 */
final class AttachDoor {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Path TEMP = Path.of("/tmp");

    private final ProcFs proc;
    private final long pid;
    private final AttachOptions options;

    AttachDoor(Machine machine, long pid, AttachOptions options) {
        this.proc = machine.proc();
        this.pid = pid;
        this.options = options;
    }

    /** The open socket. */
    AttachSocket open() throws CaptureException {
        checkReachable();
        long end = System.nanoTime() + options.attach().toNanos();
        awaitHandler(end);
        Optional<PerfData> counters = awaitStart(end);
        // Its own pid: in a container another one than ours. Its /tmp is the container's too.
        Path socket = temp().resolve(".java_pid" + status().namespacePid());
        if (!Files.exists(socket)) {
            ask(socket, end);
        }
        AttachSocket open = new AttachSocket(proc, pid, socket, where());
        if (counters.isEmpty()) {
            awaitAnswer(open, end);
        }
        return open;
    }

    private Path temp() {
        return proc.seenBy(pid, TEMP);
    }

    private String where() {
        return "jvm:" + pid;
    }

    private ProcessStatus status() throws TargetUnreachableException {
        return proc.status(pid)
                .orElseThrow(() ->
                        unreachable(
                                "a running process",
                                "none with this pid",
                                "`tidemark ps` lists what runs here."));
    }

    private void checkReachable() throws TargetUnreachableException {
        ProcessStatus status = status();
        if (!proc.ours(pid)) {
            throw unreachable(
                    "a process of our own user",
                    "user id " + status.uid(),
                    "Run Tidemark as that user, or as root.");
        }
        if (!JvmSight.isJvm(proc, pid)) {
            throw unreachable(
                    "a JVM",
                    proc.executable(pid).map(Path::toString).orElse("another program"),
                    "`tidemark ps` lists the JVMs that run here.");
        }
        String obstacle = JvmSight.of(proc, pid).obstacle();
        if (obstacle != null) {
            throw unreachable(
                    "a JVM that can be attached to",
                    "one " + obstacle,
                    "Start it without that, or with a JMX port, and use its service:jmx: URL.");
        }
    }

    /** A JVM that was just started has no handler yet, and would be killed. */
    private void awaitHandler(long end) throws TargetUnreachableException {
        while (!status().catchesSigquit()) {
            if (System.nanoTime() >= end) {
                throw unreachable(
                        "a handler for SIGQUIT, as a JVM has",
                        "none: the signal would kill it",
                        "It may be starting still, or stopped: try again.");
            }
            pause();
        }
    }

    /**
     * While a JVM starts, what it is asked may fail, and what it loads for the answer with it; it
     * also deletes the socket that it opened too early. One without counters is not waited for.
     */
    private Optional<PerfData> awaitStart(long end) throws TargetUnreachableException {
        Optional<PerfData> counters = PerfData.of(proc, pid);
        while (!counters.map(PerfData::started).orElse(true)) {
            if (System.nanoTime() >= end) {
                throw unreachable(
                        "a JVM that has started",
                        "one that starts still",
                        "It may be stopped, or wait for its debugger: try again.");
            }
            status();
            pause();
            counters = PerfData.of(proc, pid);
        }
        return counters;
    }

    /** Without counters, only an answer tells that a JVM has started. */
    private void awaitAnswer(AttachSocket socket, long end) throws CaptureException {
        boolean answered = false;
        while (!answered) {
            try {
                socket.agentProperties(options.attach());
                answered = true;
            } catch (TargetCallException | TargetLostException e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
                pause();
                if (!Files.exists(socket.path())) {
                    ask(socket.path(), end);
                }
            }
        }
    }

    private void ask(Path socket, long end) throws CaptureException {
        Path request = request();
        try {
            signal();
            // Again when half of the time is over: a JVM that was starting may have deleted the
            // socket. Not sooner, for one that was merely slow prints its threads then.
            long again = end - options.attach().toNanos() / 2;
            boolean repeated = false;
            while (!Files.exists(socket)) {
                status();
                if (!repeated && System.nanoTime() >= again) {
                    repeated = true;
                    signal();
                }
                if (System.nanoTime() >= end) {
                    throw unreachable(
                            "its attach socket to open",
                            "none within %d s".formatted(options.attach().toSeconds()),
                            "It may be stopped, very busy, or refuse to be attached to: look at its"
                                    + " flags.");
                }
                pause();
            }
        } finally {
            deleteQuietly(request);
        }
    }

    /** What the JVM looks for when it gets SIGQUIT; without it, it prints its threads. */
    private Path request() throws CaptureException {
        String name = ".attach_pid" + status().namespacePid();
        List<Path> places = List.of(temp(), proc.workingFolder(pid));
        IOException failure = null;
        for (Path place : places) {
            try {
                return Files.createFile(place.resolve(name));
            } catch (FileAlreadyExistsException e) {
                return place.resolve(name);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new TargetUnreachableException(
                where(),
                "to create a file in its /tmp or its working folder",
                failure == null ? "no folder" : failure.getClass().getSimpleName(),
                "Run Tidemark where these can be written, or use a JMX port and its service:jmx:"
                        + " URL.",
                failure);
    }

    private static void deleteQuietly(Path request) {
        try {
            Files.deleteIfExists(request);
        } catch (IOException e) {
            // The process ended, and what it saw as its folders with it.
            return;
        }
    }

    private void signal() throws TargetUnreachableException {
        try {
            if (!Signals.send(pid, "QUIT")) {
                throw unreachable("to signal it", "a refusal", "It may have ended: look again.");
            }
        } catch (IOException e) {
            throw unreachable("a shell to signal it", "none", "Install /bin/sh.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("to signal it", "an interruption", "Run it again.");
        }
    }

    private void pause() throws TargetUnreachableException {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("to attach", "an interruption", "Run it again.");
        }
    }

    private TargetUnreachableException unreachable(String expected, String found, String remedy) {
        return new TargetUnreachableException(where(), expected, found, remedy);
    }
}
