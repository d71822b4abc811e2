package dev.tidemark.capture.v8;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How we leave an inspector, seen by one that is slow to let go. */
class InspectorSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] ANSWER = {(byte) 0x81, 2, '{', '}'};
    private static final byte[] GOODBYE = {(byte) 0x88, 2, 3, (byte) 0xe8};

    private final CountDownLatch goodbyeCame = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    @AfterEach
    void end() throws IOException {
        mayAnswer.countDown();
        server.close();
    }

    @Test
    void we_leave_when_the_answers_that_are_on_their_way_have_come() throws Exception {
        InspectorSocket socket = open();
        Thread leaving = Thread.startVirtualThread(socket::close);
        assertThat(goodbyeCame.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(leaving.join(Duration.ofMillis(300))).isFalse();

        mayAnswer.countDown();

        assertThat(leaving.join(PATIENCE)).isTrue();
        assertThat(received).containsExactly("{}", "the connection closed by it");
    }

    @Test
    void an_interrupted_thread_does_not_cut_the_line_and_stays_interrupted() throws Exception {
        InspectorSocket socket = open();
        mayAnswer.countDown();
        Thread leaving =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            Thread.currentThread().interrupt();
                            socket.close();
                            received.add("interrupted " + Thread.currentThread().isInterrupted());
                        });

        leaving.start();

        assertThat(leaving.join(PATIENCE)).isTrue();
        assertThat(received)
                .containsExactly("{}", "the connection closed by it", "interrupted true");
    }

    private InspectorSocket open() throws Exception {
        URI url = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
        return InspectorSocket.open(
                url,
                PATIENCE,
                new InspectorSocket.Receiver() {
                    @Override
                    public void received(TextBuffer message) {
                        received.add(message.toString());
                    }

                    @Override
                    public void closed(String why) {
                        received.add(why);
                    }
                });
    }

    /** Waits for a goodbye, and has one more answer before its own. */
    private void serve() {
        try (Socket client = server.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            out.write(acceptance(head(in)));
            in.readNBytes(8);
            goodbyeCame.countDown();
            mayAnswer.await();
            out.write(ANSWER);
            out.write(GOODBYE);
            in.readAllBytes();
        } catch (IOException | InterruptedException e) {
            received.add("the line was cut: " + e);
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static byte[] acceptance(String head) {
        Matcher key = Pattern.compile("(?i)sec-websocket-key: *(\\S+)").matcher(head);
        assertThat(key.find()).isTrue();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest(
                                    (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                            .getBytes(ISO_8859_1));
            return """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: %s\r
            \r
            """
                    .formatted(Base64.getEncoder().encodeToString(digest))
                    .getBytes(ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
