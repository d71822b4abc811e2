package dev.tidemark.monitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow, or that do not speak HTTP, neither hold the server up nor break it. */
class SlowAndStrangeClientsTest {
    /** More than the JVM has processors, and than one client may have requests under way. */
    private static final int MANY = 300;

    private static final String POST = "POST /api/v1/write HTTP/1.1\r\nHost: localhost\r\n";

    private static final int MEGABYTE = 1 << 20;

    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final List<Raw> clients = new ArrayList<>();
    private SafeServer server;

    @BeforeEach
    void start() throws IOException {
        Routes routes =
                new Routes()
                        .on("GET", "/api/v1/hello", call -> say(call, "hello"))
                        .on("GET", "/api/v1/big", call -> say(call, "x".repeat(16 * MEGABYTE)))
                        .on("GET", "/api/v1/echo/{text}", call -> say(call, call.variable("text")))
                        .on(
                                "POST",
                                "/api/v1/write",
                                Permission.SEND,
                                call -> say(call, "" + call.body(MEGABYTE).length))
                        .on("GET", "/api/v1/stream", SlowAndStrangeClientsTest::streamForEver);
        server =
                SafeServer.start(
                        ServerSettings.onLoopback(0),
                        routes,
                        new PageFiles(SafeServerTest.class, "page/"),
                        failures::add);
    }

    @AfterEach
    void stop() throws IOException {
        for (Raw client : clients) {
            client.close();
        }
        server.close();
    }

    private static void say(Call call, String text) throws IOException {
        call.answer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void streamForEver(Call call) throws IOException {
        Call.Stream stream = call.stream("text/event-stream");
        while (true) {
            stream.send("data: " + "x".repeat(64 * 1024) + "\n\n");
        }
    }

    private Raw client() throws IOException {
        Raw client = new Raw(server.address());
        clients.add(client);
        return client;
    }

    private void others_are_answered() throws IOException {
        InetSocketAddress address = server.address();
        long begin = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(Raw.get(address, "/api/v1/hello").body()).isEqualTo("hello");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(failures).isEmpty();
    }

    @Test
    void headers_that_never_end_hold_nobody_up_and_are_cut_off() throws IOException {
        for (int i = 0; i < MANY; i++) {
            client().say("GET /api/v1/hello HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }

        others_are_answered();
        assertThat(clients.getFirst().isCutOff()).isTrue();
        assertThat(clients.getLast().isCutOff()).isTrue();
    }

    @Test
    void a_client_that_says_nothing_is_cut_off() throws IOException {
        assertThat(client().isCutOff()).isTrue();
    }

    @Test
    void bodies_that_never_end_hold_nobody_up_and_are_cut_off() throws IOException {
        for (int i = 0; i < 200; i++) {
            String length = i % 2 == 0 ? "Content-Length: 100000" : "Transfer-Encoding: chunked";
            client().say(POST + length + "\r\n\r\n1");
        }

        others_are_answered();
        assertThat(clients.getFirst().isCutOff()).isTrue();
        assertThat(clients.get(1).isCutOff()).isTrue();
    }

    @Test
    void answers_that_nobody_reads_hold_nobody_up() throws IOException {
        for (int i = 0; i < 10; i++) {
            client().say("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        client().say("GET /api/v1/big HTTP/1.1\r\nHost: localhost\r\n\r\n");

        others_are_answered();
    }

    @Test
    void one_client_has_only_so_many_requests_under_way() throws IOException {
        for (int i = 0; i < MANY; i++) {
            client().say(POST + "Content-Length: 9\r\n\r\n1");
        }
        // All but 256 are told so, and which they are is a matter of luck.
        int refused = 0;
        for (Raw client : clients) {
            client.say("12345678");
            refused += client.answer().status() == 429 ? 1 : 0;
        }

        assertThat(refused).isBetween(1, MANY - 256);
        others_are_answered();
    }

    @Test
    void requests_that_follow_each_other_at_once_are_answered_in_order() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            text.append("GET /api/v1/echo/")
                    .append(i)
                    .append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        Raw client = client().say(text.toString());

        for (int i = 0; i < 50; i++) {
            assertThat(client.answer().body()).isEqualTo("" + i);
        }
    }

    @Test
    void a_body_with_two_lengths_is_refused() throws IOException {
        Raw both =
                client().say(
                                POST
                                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + "0\r\n\r\nGET /api/v1/hello HTTP/1.1\r\n\r\n");
        assertThat(both.answer().status()).isEqualTo(400);
        assertThat(both.isCutOff()).isTrue();
        Raw twice = client().say(POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n12");
        assertThat(twice.answer().status()).isEqualTo(400);
    }

    @Test
    void headers_beyond_the_bound_are_cut_off() throws IOException {
        Raw huge = client();
        try {
            huge.say(
                    "GET /api/v1/hello HTTP/1.1\r\nHost: localhost\r\nX: "
                            + "x".repeat(8 * MEGABYTE));
        } catch (SocketException closedMeanwhile) {
            // As it should be.
        }
        assertThat(huge.isCutOff()).isTrue();
        StringBuilder many = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < 200; i++) {
            many.append("X-").append(i).append(": 1\r\n");
        }
        assertThat(client().say(many + "\r\n").isCutOff()).isTrue();
        others_are_answered();
    }

    @Test
    void garbage_breaks_nothing() throws IOException {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            try (Raw raw = new Raw(server.address())) {
                raw.say(garbage(random));
                raw.socket().shutdownOutput();
                raw.isCutOff();
            } catch (SocketException closedMeanwhile) {
                // As it should be.
            }
        }
        others_are_answered();
    }

    /** A request with bytes changed, cut, doubled or put in, or nothing but noise. */
    private static byte[] garbage(Random random) {
        byte[] request =
                ("POST /api/v1/write?a=%41 HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                + " application/json\r\nContent-Length: 12\r\nCookie: a=b\r\n\r\n"
                                + "{\"a\":[1,2]}\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(5000)];
            random.nextBytes(noise);
            return noise;
        }
        for (int i = random.nextInt(8); i >= 0; i--) {
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = new byte[random.nextInt(2 * request.length)];
        int from = random.nextInt(request.length);
        for (int i = 0; i < cut.length; i++) {
            cut[i] = random.nextBoolean() || i < from ? request[i % request.length] : 0x20;
        }
        return random.nextBoolean() ? request : cut;
    }
}
