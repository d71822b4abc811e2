package dev.tidemark.monitor.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A client that says exactly what it is told to. */
public final class Raw implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;

    public Raw(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    /** An answer. Its headers' names are in lower case. */
    public static final class Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] bytes;

        private Answer(int status, Map<String, String> headers, byte[] bytes) {
            this.status = status;
            this.headers = headers;
            this.bytes = bytes;
        }

        public int status() {
            return status;
        }

        public Map<String, String> headers() {
            return headers;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String body() throws IOException {
            if (!header("content-encoding").equals("gzip")) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** One request on a connection of its own; {@code headers} are lines without their ends. */
    public static Answer get(InetSocketAddress address, String path, String... headers)
            throws IOException {
        return ask(address, "GET", path, "", headers);
    }

    public static Answer ask(
            InetSocketAddress address, String method, String path, String body, String... headers)
            throws IOException {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        String given = String.join("\r\n", headers);
        if (!given.contains("Host:")) {
            text.append("Host: localhost:").append(address.getPort()).append("\r\n");
        }
        text.append(given).append(given.isEmpty() ? "" : "\r\n");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            text.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        try (Raw raw = new Raw(address)) {
            raw.say(text + "Connection: close\r\n\r\n" + body);
            return raw.answer();
        }
    }

    public Raw say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.UTF_8));
    }

    public Raw say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public Socket socket() {
        return socket;
    }

    /** The next line, without its end; empty at the end of the connection, too. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = socket.getInputStream().read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            next = socket.getInputStream().read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The next answer, which has to say how long it is. */
    public Answer answer() throws IOException {
        String first = line();
        if (first.isEmpty()) {
            throw new IOException("closed without an answer");
        }
        Map<String, String> headers = headers();
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        int status = Integer.parseInt(first.split(" ", -1)[1]);
        byte[] body = socket.getInputStream().readNBytes(status == 304 ? 0 : length);
        return new Answer(status, headers, body);
    }

    public Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Whether the other side has closed the connection; waits for it. */
    public boolean isCutOff() {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
