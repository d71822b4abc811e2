package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The inspector of a runtime that cannot do all: it hands everything on to a real one, but to one
 * method it answers as V8 does to those that it does not know.
 */
final class PoorInspector implements AutoCloseable {
    private static final String HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PATIENCE_SECONDS = 20;

    private final ServerSocket server;
    private final URI real;
    private final String unknown;

    /**
     * @param real the address of the real inspector
     * @param unknown the method that this one does not know
     */
    PoorInspector(URI real, String unknown) throws IOException {
        this.real = real;
        this.unknown = "\"" + unknown + "\"";
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/poor";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed: nobody comes any more.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                HttpClient http = HttpClient.newHttpClient()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            Frames out = new Frames(client.getOutputStream());
            out.shakeHands(readHead(in));
            WebSocket to = http.newWebSocketBuilder().buildAsync(real, out).join();
            try {
                for (String message = next(in); message != null; message = next(in)) {
                    handOn(message, to, out);
                }
            } finally {
                // A connection that is cut while Node.js answers may crash it.
                to.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
                out.over.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            }
        } catch (IOException e) {
            // The client has gone, and so does what was opened for it.
        }
    }

    private void handOn(String message, WebSocket to, Frames out) throws IOException {
        Matcher id = ID.matcher(message);
        if (message.contains(unknown) && id.find()) {
            out.send(
                    "{\"id\":%s,\"error\":{\"code\":-32601,\"message\":\"%s wasn't found\"}}"
                            .formatted(id.group(1), unknown.replace('"', '\'')),
                    true);
        } else {
            to.sendText(message, true).join();
        }
    }

    private static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** The next text that a client sends, in one frame or several; null when it closes. */
    private static @Nullable String next(DataInputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean isLast = false;
        while (!isLast) {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length;
            length = length == 127 ? Math.toIntExact(in.readLong()) : length;
            byte[] mask = in.readNBytes(4);
            byte[] part = in.readNBytes(length);
            if (part.length < length) {
                throw new EOFException();
            }
            for (int i = 0; i < length; i++) {
                part[i] ^= mask[i % 4];
            }
            if ((head & 0xf) == CLOSE) {
                return null;
            }
            if ((head & 0xf) <= TEXT) {
                text.writeBytes(part);
                isLast = head >= 0x80;
            }
        }
        return text.toString(UTF_8);
    }

    /** What goes to the client: a server's frames have no mask. */
    private static final class Frames implements WebSocket.Listener {
        private final OutputStream out;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private boolean isFirst = true;

        Frames(OutputStream out) {
            this.out = out;
        }

        void shakeHands(String head) throws IOException {
            Matcher key = KEY.matcher(head);
            if (!key.find()) {
                throw new IOException("expected the head of a WebSocket, found " + head);
            }
            out.write(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                            .formatted(accepted(key.group(1)))
                            .getBytes(ISO_8859_1));
        }

        private static String accepted(String key) {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-1")
                                .digest((key + HANDSHAKE).getBytes(ISO_8859_1));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        synchronized void send(String text, boolean isLast) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            out.write((isLast ? 0x80 : 0) | (isFirst ? TEXT : 0));
            isFirst = isLast;
            writeLength(bytes.length);
            out.write(bytes);
            out.flush();
        }

        /** In as few bytes as can be: clients refuse more. */
        private void writeLength(int length) throws IOException {
            int bytes = length < 126 ? 1 : length < 1 << 16 ? 2 : 8;
            if (bytes > 1) {
                out.write(bytes == 2 ? 126 : 127);
            }
            for (int i = bytes - 1; i >= 0; i--) {
                out.write((int) ((long) length >>> (8 * i)));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence text, boolean isLast) {
            try {
                send(text.toString(), isLast);
            } catch (IOException e) {
                // The client has gone: its own thread says goodbye, and what comes until then is
                // lost.
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over.complete(null);
        }
    }
}
