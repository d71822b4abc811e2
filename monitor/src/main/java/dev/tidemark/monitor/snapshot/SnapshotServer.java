package dev.tidemark.monitor.snapshot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page over opened snapshots to the person who started the program, and to nobody else:
 * on this machine alone, to who knows the token in the address, and not to pages of other sites.
 */
public final class SnapshotServer implements AutoCloseable {
    private static final String PAGE = "/dev/tidemark/monitor/web/";
    private static final String API = "/api/snapshots";
    private static final String COOKIE = "tidemark";
    private static final int TOKEN_BYTES = 24;
    private static final String JSON = "application/json; charset=utf-8";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2");

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " font-src 'self'; connect-src 'self'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    private final SnapshotApi api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String token;

    private SnapshotServer(SnapshotApi api, HttpServer server) {
        this.api = api;
        this.server = server;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Begins to answer.
     *
     * @param api of the snapshots; stays the caller's
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public static SnapshotServer start(SnapshotApi api, int port) throws IOException {
        return new SnapshotServer(
                api,
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    /** The address to open, with the token. It is as secret as the snapshot. */
    public URI address() {
        return URI.create("http://%s/?token=%s".formatted(host("127.0.0.1"), token));
    }

    private String host(String name) {
        return name + ":" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            Answer refusal = refusal(exchange);
            if (refusal != null) {
                send(exchange, refusal.status(), JSON, refusal.bytes());
            } else if (isSame(parameters(exchange).get("token"))) {
                exchange.getResponseHeaders()
                        .set(
                                "Set-Cookie",
                                COOKIE + "=" + token + "; HttpOnly; SameSite=Strict; Path=/");
                exchange.getResponseHeaders().set("Location", "/");
                exchange.sendResponseHeaders(302, -1);
            } else if (!hasCookie(exchange)) {
                Answer unknown =
                        Answer.failure(401, "open the address that tidemark open has printed");
                send(exchange, unknown.status(), JSON, unknown.bytes());
            } else {
                answer(exchange);
            }
        }
    }

    /** What another page or a name that was made to point here would get. */
    private @Nullable Answer refusal(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.failure(405, "expected GET, found " + method);
        }
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!host.equals(host("127.0.0.1")) && !host.equals(host("localhost"))) {
            return Answer.failure(403, "Host: expected " + host("127.0.0.1"));
        }
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin != null && !origin.equals("http://" + host)
                ? Answer.failure(403, "Origin: expected this server")
                : null;
    }

    private boolean hasCookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(cookies -> Stream.of(cookies.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .anyMatch(cookie -> isSame(cookie.substring(COOKIE.length() + 1)));
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private boolean isSame(@Nullable String other) {
        return other != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        other.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(API) || path.startsWith(API + "/")) {
            Answer answer = api.answer(segments(exchange), parameters(exchange));
            send(exchange, answer.status(), JSON, answer.bytes());
        } else if (path.startsWith("/api/")) {
            Answer unknown = Answer.failure(404, "there is no " + path);
            send(exchange, unknown.status(), JSON, unknown.bytes());
        } else {
            file(exchange, path.equals("/") ? "index.html" : path.substring(1));
        }
    }

    private static List<String> segments(HttpExchange exchange) {
        String rest = exchange.getRequestURI().getRawPath().substring(API.length());
        return Stream.of(rest.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> decoded(segment.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Only what is taken as it is can be shown again.
            return text;
        }
    }

    private static void file(HttpExchange exchange, String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        boolean isInside = !("/" + path + "/").contains("/../");
        try (InputStream in =
                type != null && isInside
                        ? SnapshotServer.class.getResourceAsStream(PAGE + path)
                        : null) {
            if (in == null || type == null) {
                Answer unknown = Answer.failure(404, "there is nothing at this address");
                send(exchange, unknown.status(), JSON, unknown.bytes());
            } else {
                send(exchange, 200, type, in.readAllBytes());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
