package dev.tidemark.capture.find;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.jvm.JvmSight;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.capture.v8.HeapPeek;
import dev.tidemark.capture.v8.InspectorPage;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What runs here, as {@code ps} shows it. */
final class ProcessList {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Pattern VERSION = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+)");
    private static final Pattern DEBUGGING_PORT = Pattern.compile("--remote-debugging-port=(\\d+)");

    private final ProcFs proc;
    private final InspectorPorts inspectors;
    private final ListeningSockets sockets;

    ProcessList(Machine machine) {
        this.proc = machine.proc();
        this.inspectors = new InspectorPorts(proc);
        this.sockets = new ListeningSockets(proc);
    }

    /** Every process but us, and every page of a browser with a debugging port. */
    List<Candidate> all() {
        List<Candidate> candidates = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        for (long pid : proc.pids()) {
            List<String> command = proc.commandLine(pid);
            Optional<ProcessStatus> status = proc.status(pid);
            if (pid != self && !command.isEmpty() && status.isPresent()) {
                candidates.add(process(pid, command, status.get()));
                candidates.addAll(pages(command));
            }
        }
        candidates.sort(Comparator.comparing(candidate -> candidate.process().runtime()));
        return candidates;
    }

    private Candidate process(long pid, List<String> command, ProcessStatus status) {
        RuntimeKind runtime = runtime(pid, command);
        return switch (runtime) {
            case NODE -> node(pid, command, status);
            case JVM -> jvm(pid, command, status);
            case CHROME, LINUX -> rssOnly(runtime, pid, command, status);
        };
    }

    private RuntimeKind runtime(long pid, List<String> command) {
        if (NodeAttach.isNode(proc, pid)) {
            return RuntimeKind.NODE;
        }
        if (JvmSight.isJvm(proc, pid)) {
            return RuntimeKind.JVM;
        }
        // The program file of somebody else's process cannot be seen, but its command line can.
        String name =
                proc.executable(pid)
                        .orElse(Path.of("/").resolve(command.getFirst()))
                        .getFileName()
                        .toString();
        return switch (name) {
            case "java" -> RuntimeKind.JVM;
            case "node" -> RuntimeKind.NODE;
            default -> RuntimeKind.LINUX;
        };
    }

    private Candidate node(long pid, List<String> command, ProcessStatus status) {
        if (!proc.ours(pid)) {
            Reach not = new Reach.Not("belongs to user id " + status.uid());
            return candidate(nodeRef(pid, command, null), status, null, not);
        }
        if (!proc.sharesOurNetwork(pid)) {
            Reach not = new Reach.Not("in a container with its own network");
            return candidate(nodeRef(pid, command, null), status, null, not);
        }
        Optional<InspectorPage> open = inspectors.open(pid, PATIENCE);
        if (open.isPresent()) {
            URI socket = open.get().socket();
            return candidate(
                    nodeRef(pid, command, version(socket)),
                    status,
                    sockets.connected(socket.getPort(), pid) ? null : heap(socket),
                    new Reach.InspectorOpen(socket));
        }
        Reach reach =
                status.catchesSigusr1()
                        ? new Reach.BySignal()
                        : new Reach.Not("has no handler for SIGUSR1: start it with --inspect");
        return candidate(nodeRef(pid, command, null), status, null, reach);
    }

    private ProcessRef nodeRef(long pid, List<String> command, @Nullable String version) {
        String known =
                version == null ? proc.executable(pid).map(this::versionIn).orElse(null) : version;
        return new ProcessRef(
                RuntimeKind.NODE, pid, known, String.join(" ", command), "node:" + pid);
    }

    /** Version managers keep each version in a folder of its name. */
    private @Nullable String versionIn(Path executable) {
        Matcher version = VERSION.matcher(executable.toString());
        return version.find() ? "v" + version.group(1) : null;
    }

    private static @Nullable String version(URI socket) {
        try {
            String product =
                    InspectorPage.product(InspectorPorts.address(socket.getPort()), PATIENCE);
            return product.substring(product.lastIndexOf('/') + 1);
        } catch (TargetUnreachableException e) {
            return null;
        }
    }

    /**
     * Only for an inspector that nobody uses: the end of any session makes V8 forget the identities
     * of objects, and with them whether the snapshots of another session can be compared.
     */
    private static @Nullable Bytes heap(URI socket) {
        try {
            return HeapPeek.used(socket, PATIENCE);
        } catch (CaptureException e) {
            // Another debugger may hold it: the process is still worth listing.
            return null;
        }
    }

    private Candidate jvm(long pid, List<String> command, ProcessStatus status) {
        JvmSight sight = JvmSight.of(proc, pid);
        String title = sight.command();
        String obstacle = sight.obstacle();
        ProcessRef process =
                new ProcessRef(
                        RuntimeKind.JVM,
                        pid,
                        sight.version(),
                        title == null ? String.join(" ", command) : title,
                        "jvm:" + pid);
        return new Candidate(
                process,
                status.rss(),
                sight.heap(),
                sight.heapLimit(),
                obstacle == null ? new Reach.ByAttach() : new Reach.Not(obstacle));
    }

    private static Candidate rssOnly(
            RuntimeKind runtime, long pid, List<String> command, ProcessStatus status) {
        return candidate(
                new ProcessRef(runtime, pid, null, String.join(" ", command), Long.toString(pid)),
                status,
                null,
                new Reach.RssOnly());
    }

    private static Candidate candidate(
            ProcessRef process, ProcessStatus status, @Nullable Bytes heap, Reach reach) {
        return new Candidate(process, status.rss(), heap, null, reach);
    }

    private static List<Candidate> pages(List<String> command) {
        OptionalInt port = debuggingPort(command);
        if (port.isEmpty()) {
            return List.of();
        }
        try {
            return InspectorPage.list(InspectorPorts.address(port.getAsInt()), PATIENCE).stream()
                    .filter(page -> page.type().equals("page"))
                    .map(page -> page(page, port.getAsInt()))
                    .toList();
        } catch (TargetUnreachableException e) {
            // Starting or ending: its process is listed all the same.
            return List.of();
        }
    }

    private static Candidate page(InspectorPage page, int port) {
        String part = page.url().replaceFirst("^[a-z]+:/+", "");
        ProcessRef tab =
                new ProcessRef(
                        RuntimeKind.CHROME, -1, null, page.title(), "chrome:" + port + "/" + part);
        return new Candidate(tab, null, null, null, new Reach.InspectorOpen(page.socket()));
    }

    /** Of the browser itself; its helper processes, which have a type, repeat the option. */
    private static OptionalInt debuggingPort(List<String> command) {
        boolean helper = command.stream().anyMatch(word -> word.startsWith("--type="));
        return helper
                ? OptionalInt.empty()
                : command.stream()
                        .map(DEBUGGING_PORT::matcher)
                        .filter(Matcher::matches)
                        .mapToInt(option -> Integer.parseInt(option.group(1)))
                        .filter(port -> port > 0)
                        .findFirst();
    }
}
