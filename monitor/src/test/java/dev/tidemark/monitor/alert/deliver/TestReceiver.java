package dev.tidemark.monitor.alert.deliver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP receiver that does what a test wants next, and takes everything otherwise. */
final class TestReceiver implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Deque<Behaviour> next = new ArrayDeque<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Heard> arrivals = new LinkedBlockingQueue<>();
    private String usual = "";

    /** What came in. */
    record Heard(String path, String body, com.sun.net.httpserver.Headers headers) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** How a request is answered. */
    interface Behaviour {
        void answer(HttpExchange exchange, CountDownLatch end)
                throws IOException, InterruptedException;
    }

    TestReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** What it says when it takes something. */
    void usually(String body) {
        usual = body;
    }

    void next(Behaviour... behaviours) {
        synchronized (next) {
            next.addAll(List.of(behaviours));
        }
    }

    List<Heard> heard() {
        return heard;
    }

    Heard last() {
        return heard.getLast();
    }

    /** Waits for the next request. */
    Heard await() throws InterruptedException {
        Heard arrived = arrivals.poll(30, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new AssertionError("nothing arrived within 30 s");
        }
        return arrived;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Heard one =
                new Heard(exchange.getRequestURI().getPath(), body, exchange.getRequestHeaders());
        heard.add(one);
        arrivals.add(one);
        Behaviour behaviour;
        synchronized (next) {
            behaviour = next.isEmpty() ? says(200, "application/json", usual) : next.poll();
        }
        try (exchange) {
            behaviour.answer(exchange, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Behaviour says(int status, String type, String body) {
        return (exchange, _) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Behaviour asksToWait(int status, String retryAfter) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Behaviour redirects() {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        };
    }

    static Behaviour hangs() {
        return (_, end) -> end.await();
    }

    static Behaviour breaksOff() {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        };
    }

    /** An answer that never ends, a little at a time. */
    static Behaviour drips() {
        return (exchange, end) -> {
            exchange.sendResponseHeaders(200, 0);
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        };
    }

    static Behaviour floods() {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[1 << 20]);
        };
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    static TestReceiver start() {
        try {
            return new TestReceiver();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
