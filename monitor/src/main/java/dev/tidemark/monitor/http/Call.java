package dev.tidemark.monitor.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One request, and the way to answer it. Used by one thread; answered once. */
public final class Call {
    private static final Duration SENDING = Duration.ofSeconds(20);
    private static final int SLICE = 16 * 1024;
    private static final int WORTH_GZIP = 1024;

    private final HttpExchange exchange;
    private final SendDeadlines deadlines;
    private Map<String, String> variables = Map.of();
    private final Access.Caller caller;
    private @Nullable Map<String, String> query;

    Call(HttpExchange exchange, SendDeadlines deadlines, Access.Caller caller) {
        this.exchange = exchange;
        this.deadlines = deadlines;
        this.caller = caller;
    }

    Call with(Map<String, String> values) {
        variables = values;
        return this;
    }

    /** The path's segments, decoded. */
    List<String> segments() {
        return Routes.segments(exchange.getRequestURI().getRawPath()).stream()
                .map(segment -> decoded(segment.replace("+", "%2B")))
                .toList();
    }

    Access.Caller caller() {
        return caller;
    }

    /** {@code GET}, {@code POST}, ... */
    public String method() {
        return exchange.getRequestMethod();
    }

    /** Who asks, as a proxy has found out. */
    public Optional<String> user() {
        return Optional.ofNullable(caller.user());
    }

    /** A header, the first of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** A variable of the route's path; empty if the route has none of that name. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** The parameters of the query, the first of each name, decoded. */
    public Map<String, String> query() {
        Map<String, String> parsed = query;
        if (parsed == null) {
            parsed = parsed(exchange.getRequestURI().getRawQuery());
            query = parsed;
        }
        return parsed;
    }

    /** A parameter of the query, the first of its name, decoded. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name));
    }

    private static Map<String, String> parsed(@Nullable String raw) {
        Map<String, String> parsed = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            parsed.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return parsed;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(400, "expected %XX in the address, found another %");
        }
    }

    /** What the request carries, as it comes in; its reader bounds it. */
    public InputStream body() {
        return exchange.getRequestBody();
    }

    /**
     * What the request carries, at once.
     *
     * @throws HttpFailure 413 when it is more than so many bytes
     */
    public byte[] body(int mostBytes) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw new HttpFailure(413, "expected a body of at most %d bytes".formatted(mostBytes));
        }
        return body;
    }

    /** Sets a header of the answer. */
    public Call set(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
        return this;
    }

    /** Answers without a body. */
    public void answer(int status) throws IOException {
        send(status, new byte[0]);
    }

    /** Answers; a long answer is compressed when the client takes that. */
    public void answer(int status, String type, byte[] body) throws IOException {
        set("Content-Type", type);
        set("Vary", "Accept-Encoding");
        if (body.length > WORTH_GZIP && takesGzip()) {
            set("Content-Encoding", "gzip");
            send(status, gzip(body));
        } else {
            send(status, body);
        }
    }

    /** Whether the client takes compressed answers. */
    boolean takesGzip() {
        return header("Accept-Encoding").orElse("").contains("gzip");
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Answers with these bytes as they are. */
    void send(int status, byte[] body) throws IOException {
        boolean head = method().equals("HEAD");
        try (var _ = deadlines.start(SENDING)) {
            if (head && status != 304) {
                set("Content-Length", Integer.toString(body.length));
            }
            exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                sendBody(body);
            }
        }
    }

    /** In slices: the JDK copies each write to a buffer of its size, which then stays. */
    private void sendBody(byte[] body) throws IOException {
        try (OutputStream out = exchange.getResponseBody()) {
            for (int from = 0; from < body.length; from += SLICE) {
                out.write(body, from, Math.min(SLICE, body.length - from));
            }
        }
    }

    /** Begins an answer that goes on until the client has gone. */
    public Stream stream(String type) throws IOException {
        set("Content-Type", type);
        try (var _ = deadlines.start(SENDING)) {
            exchange.sendResponseHeaders(200, 0);
            return new Stream(exchange.getResponseBody(), deadlines);
        }
    }

    /** An answer that goes on. */
    public static final class Stream {
        private final OutputStream out;
        private final SendDeadlines deadlines;

        private Stream(OutputStream out, SendDeadlines deadlines) {
            this.out = out;
            this.deadlines = deadlines;
        }

        /**
         * Sends more, at once.
         *
         * @throws IOException when the client has gone, or does not read
         */
        public void send(String text) throws IOException {
            try (var _ = deadlines.start(SENDING)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }
}
