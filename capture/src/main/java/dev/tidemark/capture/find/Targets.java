package dev.tidemark.capture.find;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.v8.InspectorPage;
import dev.tidemark.capture.v8.V8Connection;
import dev.tidemark.capture.v8.V8Target;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The targets that can be examined: found, attached to, or started. Threads: any. */
public final class Targets {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Machine machine;

    public Targets(Machine machine) {
        this.machine = machine;
    }

    /** Those of the machine we run on. */
    public static Targets local() {
        return new Targets(Machine.local());
    }

    /**
     * What can be examined here, Node.js first. Processes are only looked at, never signalled; an
     * inspector that is open and that nobody uses is asked for the heap in use.
     */
    public List<Candidate> list() {
        return new ProcessList(machine).all();
    }

    /**
     * Attaches to what {@code spec} names: {@code 1234}, {@code node:1234}, {@code
     * ws://host:port/id}, {@code http://host:port}, or {@code chrome:9222/part-of-url}.
     *
     * @throws IllegalArgumentException if the spec names nothing; the message says what would
     */
    public LiveTarget attach(String spec, AttachOptions options) throws CaptureException {
        NodeAttach node = new NodeAttach(machine, options);
        V8Connection connection =
                switch (TargetSpec.parse(spec)) {
                    case TargetSpec.AnyProcess(long pid) -> node.connect(pid, false);
                    case TargetSpec.NodeProcess(long pid) -> node.connect(pid, true);
                    case TargetSpec.Socket(URI url) -> V8Connection.toOpen(pidOf(url), url, spec);
                    case TargetSpec.Inspector(URI url) -> {
                        URI socket = only(InspectorPage.list(url, options.attach()), spec).socket();
                        yield V8Connection.toOpen(pidOf(url), socket, spec);
                    }
                    case TargetSpec.BrowserPage(int port, String part) ->
                            V8Connection.toOpen(-1, page(port, part, options).socket(), spec);
                };
        return V8Target.attach(connection, machine, options);
    }

    /**
     * Starts a command with its inspector open and attaches to the Node.js program in it. Closing
     * the target ends the program, and so does our own end.
     *
     * @param output gets what the program prints to either stream
     */
    public LiveTarget start(List<String> command, OutputStream output, AttachOptions options)
            throws CaptureException {
        StartedProgram program = StartedProgram.start(command, output, machine);
        return V8Target.attach(program.connect(options), machine, options);
    }

    /** The process on this machine that listens there; -1 if it is elsewhere or not ours. */
    private long pidOf(URI url) {
        boolean here = LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
        long self = ProcessHandle.current().pid();
        return here
                ? new ListeningSockets(machine.proc()).ownerOf(url.getPort(), self).orElse(-1L)
                : -1;
    }

    private static InspectorPage only(List<InspectorPage> pages, String spec)
            throws TargetUnreachableException {
        List<InspectorPage> matching =
                pages.stream()
                        .filter(page -> page.type().equals("node") || page.type().equals("page"))
                        .toList();
        if (matching.size() == 1 || (!matching.isEmpty() && pages.size() == 1)) {
            return matching.getFirst();
        }
        if (pages.size() == 1) {
            return pages.getFirst();
        }
        throw new TargetUnreachableException(
                spec,
                "one target",
                matching.isEmpty() ? "none" : matching.size() + ": " + urls(matching),
                "Name one of them by chrome:PORT/part-of-url.");
    }

    private static InspectorPage page(int port, String part, AttachOptions options)
            throws TargetUnreachableException {
        List<InspectorPage> matching =
                InspectorPage.list(InspectorPorts.address(port), options.attach()).stream()
                        .filter(page -> page.type().equals("page"))
                        .filter(page -> page.url().contains(part) || page.title().contains(part))
                        .toList();
        return only(matching, "chrome:" + port + "/" + part);
    }

    private static String urls(List<InspectorPage> pages) {
        return String.join(", ", pages.stream().map(InspectorPage::url).limit(5).toList());
    }
}
