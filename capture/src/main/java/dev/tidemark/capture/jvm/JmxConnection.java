package dev.tidemark.capture.jvm;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.JmxLogin;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/** A JVM's MBeans, over RMI. RMI has no deadlines, so every call runs in a thread of its own. */
final class JmxConnection implements AutoCloseable {
    private static final String REGISTRY_SOCKETS = "com.sun.jndi.rmi.factory.socket";

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final String where;

    private JmxConnection(JMXConnector connector, MBeanServerConnection server, String where) {
        this.connector = connector;
        this.server = server;
        this.where = where;
    }

    /**
     * Connects. A registry that does not answer in plain is asked again over TLS, with the trust
     * store that the {@code javax.net.ssl} properties name.
     *
     * @param where the target, in messages
     */
    static JmxConnection open(
            JMXServiceURL url, @Nullable JmxLogin login, String where, AttachOptions options)
            throws CaptureException {
        Map<String, Object> environment = new HashMap<>();
        if (login != null) {
            environment.put(
                    JMXConnector.CREDENTIALS, new String[] {login.user(), login.password()});
        }
        JmxRefusals refusals = new JmxRefusals(where, options.attach(), login);
        try {
            return connect(url, environment, where, options.attach());
        } catch (IOException plain) {
            if (!JmxRefusals.mayNeedTls(plain)) {
                throw refusals.of(plain);
            }
            environment.put(REGISTRY_SOCKETS, new SslRMIClientSocketFactory());
            try {
                return connect(url, environment, where, options.attach());
            } catch (IOException | RuntimeException | TimeoutException tls) {
                throw refusals.of(JmxRefusals.moreTelling(plain, tls));
            }
        } catch (RuntimeException | TimeoutException e) {
            throw refusals.of(e);
        }
    }

    // What a server sends is deserialized: that is JMX. The user names the server, or it is ours.
    @SuppressWarnings("BanJNDI")
    private static JmxConnection connect(
            JMXServiceURL url, Map<String, Object> environment, String where, Duration patience)
            throws IOException, TimeoutException, CaptureException {
        return within(
                patience,
                where,
                () -> {
                    JMXConnector connector = JMXConnectorFactory.connect(url, environment);
                    return new JmxConnection(
                            connector, connector.getMBeanServerConnection(), where);
                });
    }

    /** The values of an MBean's attributes, in that order; null for those that it does not have. */
    List<@Nullable Object> read(ObjectName bean, List<String> attributes, Duration patience)
            throws CaptureException {
        Map<String, Object> found = new HashMap<>();
        String[] names = attributes.toArray(String[]::new);
        for (Attribute attribute :
                call(bean.toString(), patience, () -> server.getAttributes(bean, names)).asList()) {
            found.put(attribute.getName(), attribute.getValue());
        }
        List<@Nullable Object> values = new ArrayList<>();
        attributes.forEach(name -> values.add(found.get(name)));
        return values;
    }

    /** The MBeans whose names fit, such as {@code java.lang:type=GarbageCollector,*}. */
    List<ObjectName> find(ObjectName pattern, Duration patience) throws CaptureException {
        return call(
                        pattern.toString(),
                        patience,
                        () -> new ArrayList<>(server.queryNames(pattern, null)))
                .stream()
                .sorted()
                .toList();
    }

    /** Runs an operation of an MBean; {@code types} are those of its parameters. */
    @Nullable Object invoke(
            ObjectName bean,
            String operation,
            List<@Nullable Object> arguments,
            List<String> types,
            Duration patience)
            throws CaptureException {
        return call(
                operation,
                patience,
                () ->
                        server.invoke(
                                bean,
                                operation,
                                arguments.toArray(),
                                types.toArray(String[]::new)));
    }

    private <T> T call(String what, Duration patience, Callable<T> action) throws CaptureException {
        try {
            return within(patience, where, action);
        } catch (TimeoutException e) {
            throw failed(what, "none within %d s".formatted(patience.toSeconds()), e);
        } catch (IOException e) {
            throw new TargetLostException(
                    where,
                    "an answer to " + what,
                    "the connection gone (%s)".formatted(JmxRefusals.reason(e)),
                    "It may have ended; attach again if it still runs.",
                    e);
        } catch (SecurityException e) {
            throw new TargetCallException(
                    where,
                    "an answer to " + what,
                    JmxRefusals.reason(e),
                    "Log in as a user with the role readwrite.",
                    e);
        } catch (RuntimeException e) {
            throw failed(what, JmxRefusals.reason(e), e);
        }
    }

    private TargetCallException failed(String what, String found, Exception e) {
        return new TargetCallException(
                where, "an answer to " + what, found, "The JVM may be busy, or forbid it.", e);
    }

    private static <T> T within(Duration patience, String where, Callable<T> action)
            throws IOException, TimeoutException, CaptureException {
        FutureTask<T> task = new FutureTask<>(action);
        // Not a virtual one: others of these that wait in native calls could keep it from running.
        Thread.ofPlatform().daemon().name("tidemark-jmx").start(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetCallException(
                    where, "an answer", "an interruption", "Run it again.", e);
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    /** What can be thrown as it is is thrown; the rest goes as a failure of the MBean. */
    private static RuntimeException unchecked(ExecutionException e) throws IOException {
        return switch (e.getCause()) {
            case IOException io -> throw io;
            case RuntimeException runtime -> runtime;
            case JMException jmx -> new JmxFailure(jmx);
            case null, default -> new IllegalStateException("JMX failed", e);
        };
    }

    /** The MBean's own failure: the connection is well. */
    private static final class JmxFailure extends JMRuntimeException {
        private static final long serialVersionUID = 1;

        JmxFailure(JMException cause) {
            super(String.valueOf(cause.getMessage()));
            initCause(cause);
        }
    }

    @Override
    public void close() {
        try {
            within(
                    Duration.ofSeconds(2),
                    where,
                    () -> {
                        connector.close();
                        return true;
                    });
        } catch (IOException | TimeoutException | CaptureException | RuntimeException e) {
            // The target ended, or will find out by itself that we are gone.
            return;
        }
    }
}
