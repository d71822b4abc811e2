package ferry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Ferries between the islands: sailings, fares, and bookings. Listens on $PORT, or any port. */
public final class Main {
    private static final int THREADS = 4;
    private static final Routes ROUTES = new Routes();

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "0"));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads());
        server.createContext("/", Main::answer);
        server.start();
        System.out.println("listening on port " + server.getAddress().getPort());
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(
                THREADS, work -> new Thread(work, "ferry-http-" + number.incrementAndGet()));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Page page = ROUTES.page(exchange.getRequestURI());
        byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(page.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
