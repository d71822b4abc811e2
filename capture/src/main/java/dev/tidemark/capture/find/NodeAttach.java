package dev.tidemark.capture.find;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.capture.linux.Signals;
import dev.tidemark.capture.v8.InspectorPage;
import dev.tidemark.capture.v8.V8Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Opens the inspector of a Node.js process by signal. SIGUSR1 kills a process that has no handler
 * for it, so everything is looked at first.
 */
final class NodeAttach {
    private static final Pattern PROGRAM = Pattern.compile("node(js)?[-0-9.]*");
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration HTTP = Duration.ofSeconds(2);
    private static final Duration FREED_WITHIN = Duration.ofSeconds(1);

    private final ProcFs proc;
    private final ListeningSockets sockets;
    private final InspectorPorts inspectors;
    private final AttachOptions options;

    NodeAttach(Machine machine, AttachOptions options) {
        this.proc = machine.proc();
        this.sockets = new ListeningSockets(proc);
        this.inspectors = new InspectorPorts(proc);
        this.options = options;
    }

    /** Whether the program file has Node's name. */
    static boolean isNode(ProcFs proc, long pid) {
        return proc.executable(pid)
                .map(file -> PROGRAM.matcher(file.getFileName().toString()).matches())
                .orElse(false);
    }

    /**
     * A way into the process.
     *
     * @param surelyNode the user said so: the program's name does not matter
     */
    V8Connection connect(long pid, boolean surelyNode) throws CaptureException {
        ProcessStatus status = checkReachable(pid);
        String target = "node:" + pid;
        Optional<InspectorPage> open = inspectors.open(pid, HTTP);
        if (open.isPresent()) {
            return V8Connection.toOpen(pid, open.get().socket(), target);
        }
        if (!surelyNode && !isNode(proc, pid)) {
            throw unreachable(
                    pid,
                    "Node.js or a JVM",
                    proc.executable(pid).map(Object::toString).orElse("another program"),
                    "If it is Node.js by another name, say " + target + ".");
        }
        checkSignalIsHarmless(pid, status);
        Set<Integer> before = sockets.portsOf(pid);
        signal(pid);
        V8Connection opened = openedByUs(pid, awaitInspector(pid, before));
        return inspectors.chosen(pid).isPresent() ? opened : moved(opened, before);
    }

    private static V8Connection openedByUs(long pid, InspectorPage page) {
        return new V8Connection(pid, page.socket(), "node:" + pid, true, () -> {});
    }

    /**
     * The same inspector on a port of its own: the usual one is the same for every process, and
     * another that is to be examined meanwhile would find it taken.
     */
    private V8Connection moved(V8Connection opened, Set<Integer> before) throws CaptureException {
        int port = inspectors.free(opened.pid());
        if (port == InspectorPorts.DEFAULT) {
            return opened;
        }
        opened.askToMove(port, options.attach());
        Set<Integer> known = new TreeSet<>(before);
        known.add(opened.socket().getPort());
        return openedByUs(opened.pid(), awaitInspector(opened.pid(), known));
    }

    private ProcessStatus checkReachable(long pid) throws TargetUnreachableException {
        ProcessStatus status =
                proc.status(pid)
                        .orElseThrow(() ->
                                unreachable(
                                        pid,
                                        "a running process",
                                        "none with this pid",
                                        "`tidemark ps` lists what runs here."));
        if (!proc.ours(pid)) {
            throw unreachable(
                    pid,
                    "a process of our own user",
                    "user id " + status.uid(),
                    "Run Tidemark as that user, or as root.");
        }
        if (!proc.sharesOurNetwork(pid)) {
            throw unreachable(
                    pid,
                    "a process in our network",
                    "one in another network namespace, a container",
                    "Run Tidemark inside of the container, or through nsenter -n -t " + pid + ".");
        }
        return status;
    }

    private void checkSignalIsHarmless(long pid, ProcessStatus status)
            throws TargetUnreachableException {
        if (!status.catchesSigusr1()) {
            throw unreachable(
                    pid,
                    "a handler for SIGUSR1, as Node.js has",
                    "none: the signal would kill it",
                    "It may be starting still, or run with --disable-sigusr1: start it with"
                            + " --inspect=127.0.0.1:0 instead.");
        }
        int port = inspectors.openedBySignal(pid);
        if (staysTaken(port, pid)) {
            throw unreachable(
                    pid,
                    "port %d free for its inspector".formatted(port),
                    sockets.ownerOf(port, pid)
                            .map(owner -> "process %d listening on it".formatted(owner))
                            .orElse("it taken"),
                    "Detach from that process first, or start this one with"
                            + " --inspect-port=127.0.0.1:0.");
        }
    }

    /** Another Tidemark has the usual port for a moment only. */
    private boolean staysTaken(int port, long pid) {
        long start = System.nanoTime();
        while (sockets.taken(port, pid)) {
            if (System.nanoTime() - start > FREED_WITHIN.toNanos() || !pause()) {
                return true;
            }
        }
        return false;
    }

    private static void signal(long pid) throws TargetUnreachableException {
        try {
            if (!Signals.send(pid, "USR1")) {
                throw unreachable(
                        pid, "to signal it", "a refusal", "It may have ended: look again.");
            }
        } catch (IOException e) {
            throw unreachable(pid, "a shell to signal it", "none", "Install /bin/sh.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(pid, "to signal it", "an interruption", "Run it again.");
        }
    }

    private InspectorPage awaitInspector(long pid, Set<Integer> before)
            throws TargetUnreachableException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < options.attach().toNanos()) {
            List<Integer> fresh = new ArrayList<>(sockets.portsOf(pid));
            fresh.removeAll(before);
            Optional<InspectorPage> page = InspectorPorts.firstInspector(fresh, HTTP);
            if (page.isPresent()) {
                return page.get();
            }
            if (!proc.exists(pid) || !pause()) {
                break;
            }
        }
        throw unreachable(
                pid,
                "its inspector to open after SIGUSR1",
                proc.exists(pid) ? "no new port" : "its end",
                "Its program may handle SIGUSR1 itself, or be stopped: start it with"
                        + " --inspect=127.0.0.1:0 instead.");
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static TargetUnreachableException unreachable(
            long pid, String expected, String found, String remedy) {
        return new TargetUnreachableException("process " + pid, expected, found, remedy);
    }
}
