package dev.tidemark.capture.find;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.jvm.JvmSight;
import dev.tidemark.capture.jvm.Jvms;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The targets that can be examined: found, attached to, or started. Threads: any. */
public final class Targets {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final Pattern JMX_ADDRESS = Pattern.compile("rmi://[^/:]+:\\d+");

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
     * Attaches to what {@code spec} names: {@code 1234}, {@code node:1234}, {@code jvm:1234},
     * {@code ws://host:port/id}, {@code http://host:port}, {@code chrome:9222/part-of-url}, or
     * {@code service:jmx:...}.
     *
     * @throws IllegalArgumentException if the spec names nothing; the message says what would
     */
    public LiveTarget attach(String spec, AttachOptions options) throws CaptureException {
        return switch (TargetSpec.parse(spec)) {
            case TargetSpec.AnyProcess(long pid) ->
                    JvmSight.isJvm(machine.proc(), pid)
                            ? jvms(options).attach(pid, () -> {})
                            : v8(node(options).connect(pid, false), options);
            case TargetSpec.NodeProcess(long pid) -> v8(node(options).connect(pid, true), options);
            case TargetSpec.JvmProcess(long pid) -> jvms(options).attach(pid, () -> {});
            case TargetSpec.Jmx(String url) ->
                    jvms(options).connect(url, options.jmxLogin(), jvmOf(url));
            case TargetSpec.Socket(URI url) ->
                    v8(V8Connection.toOpen(pidOf(url), url, spec), options);
            case TargetSpec.Inspector(URI url) -> {
                URI socket = only(InspectorPage.list(url, options.attach()), spec).socket();
                yield v8(V8Connection.toOpen(pidOf(url), socket, spec), options);
            }
            case TargetSpec.BrowserPage(int port, String part) ->
                    v8(V8Connection.toOpen(-1, page(port, part, options).socket(), spec), options);
        };
    }

    /**
     * The page of a browser that {@code spec} names: {@code chrome:9222/part-of-url}.
     *
     * @throws IllegalArgumentException if the spec names something else
     */
    public static InspectorPage page(String spec, AttachOptions options) throws CaptureException {
        if (TargetSpec.parse(spec) instanceof TargetSpec.BrowserPage(int port, String part)) {
            return page(port, part, options);
        }
        throw new IllegalArgumentException(
                spec + ": expected a page as chrome:9222/part-of-url, found another target.");
    }

    private NodeAttach node(AttachOptions options) {
        return new NodeAttach(machine, options);
    }

    private Jvms jvms(AttachOptions options) {
        return new Jvms(machine, options);
    }

    private LiveTarget v8(V8Connection connection, AttachOptions options) throws CaptureException {
        return V8Target.attach(connection, machine, options);
    }

    /** The process on this machine whose JMX server that is; -1 if it is elsewhere or not ours. */
    private long jvmOf(String jmxUrl) {
        Matcher address = JMX_ADDRESS.matcher(jmxUrl);
        return address.find() ? pidOf(URI.create(address.group())) : -1;
    }

    /**
     * Starts a command and attaches to the JVM in it, or the Node.js program, whose inspector is
     * open then. Closing the target ends the program, and so does our own end.
     *
     * @param output gets what the program prints to either stream
     */
    public LiveTarget start(List<String> command, OutputStream output, AttachOptions options)
            throws CaptureException {
        return start(command, ProgramStreams.to(output), options);
    }

    /** As {@link #start(List, OutputStream, AttachOptions)}, for a program that may also read. */
    public LiveTarget start(List<String> command, ProgramStreams streams, AttachOptions options)
            throws CaptureException {
        StartedProgram program = StartedProgram.start(command, streams, machine);
        return switch (program.await(options)) {
            case StartedProgram.Found.Node(V8Connection connection) -> v8(connection, options);
            case StartedProgram.Found.Jvm(long pid) -> jvms(options).attach(pid, program::end);
        };
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
