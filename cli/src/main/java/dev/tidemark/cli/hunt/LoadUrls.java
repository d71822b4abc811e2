package dev.tidemark.cli.hunt;

import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.v8.InspectorPage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where requests go. A URL without a host, such as {@code /item/{n}}, means the port on which the
 * target itself listens.
 */
public final class LoadUrls {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CALL = Duration.ofSeconds(2);

    /** A server that waits for more than a greeting costs this much time. */
    private static final Duration GREETING = Duration.ofMillis(500);

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final long pid;
    private final String option;

    /**
     * @param pid of the target, or -1 when it is not known
     * @param option with which the URLs were given, for messages
     */
    public LoadUrls(long pid, String option) {
        this.pid = pid;
        this.option = option;
    }

    /** The URLs with host and port, once something listens there. */
    public List<String> resolve(List<String> given) throws ExerciseException, InterruptedException {
        List<String> urls =
                given.stream().anyMatch(url -> url.startsWith("/"))
                        ? withHost(given, "http://127.0.0.1:" + ownPort())
                        : given;
        for (String url : urls) {
            check(url);
        }
        awaitListener(urls.getFirst());
        return urls;
    }

    private static List<String> withHost(List<String> given, String host) {
        return given.stream().map(url -> url.startsWith("/") ? host + url : url).toList();
    }

    private URI check(String url) throws ExerciseException {
        try {
            URI uri = URI.create(url.replace("{n}", "1"));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAUrl(url);
        }
        throw notAUrl(url);
    }

    private ExerciseException notAUrl(String url) {
        return new ExerciseException(
                option + " " + url,
                "http://HOST:PORT/PATH or /PATH",
                "something else",
                "Characters such as spaces must be written as %20.");
    }

    private int ownPort() throws ExerciseException, InterruptedException {
        if (pid < 0) {
            throw new ExerciseException(
                    option, "a whole URL", "a path alone", "The target's own port is not known.");
        }
        List<Integer> ports = List.of();
        long start = System.nanoTime();
        while (ports.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            ports = serverPorts();
            if (ports.isEmpty()) {
                Thread.sleep(POLL);
            }
        }
        if (ports.size() != 1) {
            throw new ExerciseException(
                    "process " + pid,
                    "one port that it listens on",
                    ports.isEmpty() ? "none" : ports.toString(),
                    "Give %s the whole URL.".formatted(option));
        }
        return ports.getFirst();
    }

    private List<Integer> serverPorts() {
        return new ListeningSockets(ProcFs.system())
                .portsOf(pid).stream()
                        .filter(port -> !isInspector(port) && !RmiPort.isAt(port, GREETING))
                        .toList();
    }

    private static boolean isInspector(int port) {
        try {
            return !InspectorPage.list(URI.create("http://127.0.0.1:" + port), CALL).isEmpty();
        } catch (TargetUnreachableException e) {
            return false;
        }
    }

    /** A server that was just started needs a moment. */
    private void awaitListener(String url) throws ExerciseException, InterruptedException {
        URI uri = check(url);
        int port =
                uri.getPort() >= 0
                        ? uri.getPort()
                        : uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
        long start = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(uri.getHost(), port), (int) CALL.toMillis());
                return;
            } catch (IOException e) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new ExerciseException(
                            url,
                            "a server",
                            "none within " + PATIENCE.toSeconds() + " s",
                            "Check host and port of %s.".formatted(option));
                }
                Thread.sleep(POLL);
            }
        }
    }
}
