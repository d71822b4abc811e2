package dev.tidemark.capture.jvm;

import dev.tidemark.capture.JmxLogin;
import dev.tidemark.capture.TargetUnreachableException;
import java.net.UnknownHostException;
import java.rmi.ConnectIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.naming.NameNotFoundException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a JMX server did not let us in, in one line: RMI wraps the reason in up to four exceptions.
 *
 * @param where the target
 */
record JmxRefusals(String where, Duration patience, @Nullable JmxLogin login) {

    /** Whether the registry may speak TLS only, which plain RMI takes for gibberish. */
    static boolean mayNeedTls(Exception e) {
        return causes(e).anyMatch(ConnectIOException.class::isInstance)
                && causes(e).noneMatch(SSLException.class::isInstance);
    }

    /** Over TLS the reason is only worth telling when the server does speak it. */
    static Exception moreTelling(Exception plain, Exception tls) {
        boolean speaksTls =
                tls instanceof SecurityException
                        || (has(tls, SSLException.class)
                                && !String.valueOf(find(tls, SSLException.class).getMessage())
                                        .contains("plaintext"));
        return speaksTls ? tls : plain;
    }

    TargetUnreachableException of(Exception e) {
        if (e instanceof SecurityException) {
            return refusal(
                    "to log in" + (login == null ? "" : " as " + login.user()),
                    reason(e),
                    "Give --user, and the password by --password-file or TIDEMARK_JMX_PASSWORD.",
                    e);
        }
        if (e instanceof TimeoutException) {
            return refusal(
                    "a JMX server",
                    "no answer within %d s".formatted(patience.toSeconds()),
                    "Check host and port, also the second port that RMI opens"
                            + " (com.sun.management.jmxremote.rmi.port).",
                    e);
        }
        if (has(e, SSLException.class)) {
            return refusal(
                    "a certificate that we trust",
                    reason(find(e, SSLException.class)),
                    "Name your trust store:"
                            + " TIDEMARK_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE.",
                    e);
        }
        return connection(e);
    }

    private TargetUnreachableException connection(Exception e) {
        if (has(e, UnknownHostException.class)) {
            return refusal("a host of that name", "none", "Check the URL.", e);
        }
        if (has(e, NameNotFoundException.class)) {
            return refusal(
                    "a JMX server in that registry",
                    "none of that name",
                    "The URL usually ends with /jmxrmi.",
                    e);
        }
        if (has(e, java.net.ConnectException.class) || has(e, java.rmi.ConnectException.class)) {
            return refusal(
                    "a JMX server",
                    "no connection: " + reason(e),
                    "Check host and port, and java.rmi.server.hostname at the server.",
                    e);
        }
        return refusal("a JMX server", reason(e), "Check the URL.", e);
    }

    private TargetUnreachableException refusal(
            String expected, String found, String remedy, Exception e) {
        return new TargetUnreachableException(where, expected, found, remedy, e);
    }

    /** The innermost message: what is around it only repeats that something failed. */
    static String reason(Throwable e) {
        Throwable last = causes(e).reduce((_, inner) -> inner).orElse(e);
        String message = last.getMessage();
        return message == null || message.isBlank()
                ? last.getClass().getSimpleName()
                : message.strip().replaceAll("[.!]+$", "");
    }

    private static boolean has(Exception e, Class<? extends Throwable> type) {
        return causes(e).anyMatch(type::isInstance);
    }

    private static Throwable find(Exception e, Class<? extends Throwable> type) {
        return causes(e).filter(type::isInstance).findFirst().orElse(e);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, JmxRefusals::causeOf);
    }

    private static @Nullable Throwable causeOf(Throwable e) {
        // JNDI keeps its own.
        return e instanceof javax.naming.NamingException naming && naming.getRootCause() != null
                ? naming.getRootCause()
                : e.getCause();
    }
}
