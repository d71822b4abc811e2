package dev.tidemark.capture.jvm;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.JmxLogin;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** The JVMs that can be examined: attached to on this machine, or reached by JMX. */
public final class Jvms {
    private static final String LOCAL_ADDRESS =
            "com.sun.management.jmxremote.localConnectorAddress";

    private final Machine machine;
    private final AttachOptions options;

    public Jvms(Machine machine, AttachOptions options) {
        this.machine = machine;
        this.options = options;
    }

    /**
     * Attaches to a JVM on this machine. Commands go over its attach socket; for its memory its own
     * JMX server is started, unless it runs already. That server stays: about a megabyte of classes
     * and a few idle threads. A JVM that has none, or whose network we do not share, is read by its
     * counters instead.
     *
     * @param afterwards what remains to be done when we have detached, or failed to attach
     */
    public LiveTarget attach(long pid, Runnable afterwards) throws CaptureException {
        try {
            AttachSocket socket = new AttachDoor(machine, pid, options).open();
            JvmSight sight = JvmSight.of(machine.proc(), pid);
            String version = sight.version();
            String command = sight.command();
            ProcessRef process =
                    new ProcessRef(
                            RuntimeKind.JVM,
                            pid,
                            version,
                            command == null
                                    ? String.join(" ", machine.proc().commandLine(pid))
                                    : command,
                            "jvm:" + pid);
            JvmLink link =
                    new JvmLink(
                            process,
                            major(version),
                            socket,
                            memory(socket),
                            new AttachDump.By(socket),
                            null,
                            afterwards);
            return new JvmTarget(link, machine, options);
        } catch (CaptureException e) {
            afterwards.run();
            throw e;
        }
    }

    private static int major(@Nullable String version) {
        return version == null ? 0 : Integer.parseInt(version.split("\\D", 2)[0]);
    }

    private JvmMemory memory(AttachSocket socket) throws CaptureException {
        if (!machine.proc().sharesOurNetwork(socket.pid())) {
            return new CounterMemory(machine.proc(), socket.pid());
        }
        String address = address(socket);
        if (address == null) {
            return new CounterMemory(machine.proc(), socket.pid());
        }
        return new JmxMemory(
                JmxConnection.open(url(address), null, socket.where(), options), options.call());
    }

    /** Of the JMX server for this machine alone; null when the JVM was built without one. */
    private @Nullable String address(AttachSocket socket) throws CaptureException {
        // The first call: a JVM that is stopped does not answer it, and need not be waited for
        // long.
        Properties running = socket.agentProperties(options.attach());
        if (running.getProperty(LOCAL_ADDRESS) == null) {
            socket.run("ManagementAgent.start_local", options.call());
            running = socket.agentProperties(options.call());
        }
        return running.getProperty(LOCAL_ADDRESS);
    }

    /**
     * Connects to a JMX server.
     *
     * @param spec {@code service:jmx:rmi:///jndi/rmi://host:port/jmxrmi} or the like
     * @param login null when it asks for none
     * @param pid of the JVM on this machine, or -1
     */
    public LiveTarget connect(String spec, @Nullable JmxLogin login, long pid)
            throws CaptureException {
        JmxConnection jmx = JmxConnection.open(url(spec), login, spec, options);
        try {
            List<@Nullable Object> about =
                    jmx.read(
                            Names.of("java.lang:type=Runtime"),
                            List.of("SystemProperties"),
                            options.call());
            String version = SystemProperty.JAVA_VERSION.in(about.getFirst());
            String command = SystemProperty.COMMAND.in(about.getFirst());
            ProcessRef process =
                    new ProcessRef(
                            RuntimeKind.JVM, pid, version, command == null ? spec : command, spec);
            JvmLink link =
                    new JvmLink(
                            process,
                            major(version),
                            new MBeanCommands(jmx),
                            new JmxMemory(jmx, options.call()),
                            new MBeanDump.By(jmx, Duration.ofHours(1)),
                            pid < 0 ? new RecordingStream(jmx, spec, options.silence()) : null,
                            () -> {});
            return new JvmTarget(link, machine, options);
        } catch (CaptureException e) {
            jmx.close();
            throw e;
        }
    }

    private static JMXServiceURL url(String address) throws TargetUnreachableException {
        try {
            return new JMXServiceURL(address);
        } catch (MalformedURLException e) {
            throw new TargetUnreachableException(
                    address,
                    "a JMX URL",
                    String.valueOf(e.getMessage()),
                    "It looks like service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi.",
                    e);
        }
    }
}
