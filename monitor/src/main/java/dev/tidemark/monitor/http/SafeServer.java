package dev.tidemark.monitor.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A server of routes and of the files of a page.
 *
 * <p>Of each request it bounds the time, the headers, how many of one client are under way, and how
 * long an answer may take to be read; handlers bound its body. Whoever lacks the permission that a
 * route needs gets 401, a browser on a foreign page 403, and what breaks a handler 500: the error
 * is told to the server's owner and not to the client.
 */
public final class SafeServer implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final int AT_ONCE = 256;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " font-src 'self'; connect-src 'self'; base-uri 'none';"
                            + " form-action 'self'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    static {
        JdkBounds.set();
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SendDeadlines deadlines = new SendDeadlines();
    private final ClientLimits limits = new ClientLimits(AT_ONCE);
    private final Access access;
    private final Guard guard;
    private final Routes routes;
    private final PageFiles page;
    private final Consumer<RuntimeException> failures;

    private SafeServer(
            ServerSettings settings,
            Routes routes,
            PageFiles page,
            Consumer<RuntimeException> failures)
            throws IOException {
        this.access = new Access(settings, InstantSource.system());
        this.guard = new Guard(settings.hosts());
        this.routes = routes;
        this.page = page;
        this.failures = failures;
        new Sessions(access, settings).addTo(routes);
        this.server = HttpServer.create(settings.listen(), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Listens, and answers until it is closed.
     *
     * @param routes no more are added to; the server adds {@code /api/v1/session}, {@code login}
     *     and {@code logout}
     * @param failures takes what should never happen
     * @throws IOException when the address cannot be listened at
     */
    public static SafeServer start(
            ServerSettings settings,
            Routes routes,
            PageFiles page,
            Consumer<RuntimeException> failures)
            throws IOException {
        return new SafeServer(settings, routes, page, failures);
    }

    /** Where it listens; with the port that was free, if any was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            InetAddress client = exchange.getRemoteAddress().getAddress();
            Call call =
                    new Call(
                            exchange,
                            deadlines,
                            access.caller(exchange.getRequestHeaders(), client));
            try (var _ = limits.enter(client)) {
                dispatch(call, exchange);
            } catch (HttpFailure e) {
                fail(call, exchange, e.status(), String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                failures.accept(e);
                fail(call, exchange, 500, "the server failed; its log says how");
            }
        }
    }

    private void dispatch(Call call, HttpExchange exchange) throws IOException {
        Optional<Routes.Match> match = routes.find(call.method(), call.segments());
        if (match.isEmpty()) {
            files(call);
            return;
        }
        Routes.Route route = match.get().route();
        boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
        if (!(call.caller().byHeader() || (reads && route.needs() == Permission.NONE))) {
            guard.check(exchange.getRequestHeaders());
        }
        if (!call.caller().may().contains(route.needs())) {
            throw new HttpFailure(401, "expected somebody who is logged in, or a token");
        }
        if (!reads && route.needs() != Permission.SEND) {
            needJson(call);
        }
        route.handler().handle(call.with(match.get().variables()));
    }

    /** A form of a foreign page can post without asking, but never with this type. */
    private static void needJson(Call call) {
        String type = call.header("Content-Type").orElse("");
        if (!type.startsWith("application/json")) {
            throw new HttpFailure(415, "Content-Type: expected application/json");
        }
    }

    private void files(Call call) throws IOException {
        List<String> segments = call.segments();
        if (!segments.isEmpty() && segments.getFirst().equals("api")) {
            throw new HttpFailure(404, "there is nothing at this address");
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw new HttpFailure(405, "expected GET");
        }
        page.handle(call);
    }

    private void fail(Call call, HttpExchange exchange, int status, String message)
            throws IOException {
        if (exchange.getResponseCode() != -1) {
            return;
        }
        exchange.getResponseHeaders().remove("ETag");
        call.set("Cache-Control", "no-store");
        if (status == 429 || status == 503) {
            call.set("Retry-After", "5");
        }
        String login = status == 401 ? ",\"login\":\"" + access.login() + "\"" : "";
        String text = new String(JsonStringEncoder.getInstance().quoteAsCharArray(message));
        answerJson(call, status, "{\"error\":\"" + text + "\"" + login + "}");
    }

    static void answerJson(Call call, int status, String json) throws IOException {
        call.answer(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Stops listening, and ends what is under way. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        deadlines.close();
    }
}
