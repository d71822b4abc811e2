package dev.tidemark.monitor.snapshot;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.Referents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in: spoken by hand, as clients set Host themselves. */
class SnapshotServerTest {
    @TempDir Path folder;
    private SnapshotApi api;
    private SnapshotServer server;
    private String host;
    private String cookie;

    @BeforeEach
    void start() throws IOException {
        Path file = nodeHeap().snapshot().writeTo(folder.resolve("a.heapsnapshot"));
        api = new SnapshotApi(List.of(file), Referents.NONE, "0.1.0");
        server = SnapshotServer.start(api, 0);
        URI address = server.address();
        host = address.getAuthority();
        cookie = "Cookie: tidemark=" + address.getQuery().substring("token=".length());
    }

    @AfterEach
    void stop() {
        server.close();
        api.close();
    }

    private String ask(String line, String... headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            String request =
                    line
                            + " HTTP/1.1\r\n"
                            + String.join("\r\n", headers)
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_address_with_the_token_gives_a_cookie_and_the_cookie_opens_the_rest()
            throws IOException {
        String first = ask("GET /?" + server.address().getQuery(), "Host: " + host);

        assertThat(first)
                .startsWith("HTTP/1.1 302")
                .contains("Location: /\r\n")
                .contains(cookie.substring("Cookie: ".length()))
                .contains("HttpOnly; SameSite=Strict");
        assertThat(ask("GET /api/snapshots", "Host: " + host, cookie))
                .startsWith("HTTP/1.1 200")
                .contains("\"file\":\"a.heapsnapshot\"")
                .contains("default-src 'none'");
        assertThat(ask("GET /", "Host: " + host, cookie)).startsWith("HTTP/1.1 200");
    }

    @Test
    void nobody_else_is_let_in() throws IOException {
        String wrong = cookie.substring(0, cookie.length() - 1) + "x";

        assertThat(ask("GET /api/snapshots", "Host: " + host)).startsWith("HTTP/1.1 401");
        assertThat(ask("GET /", "Host: " + host)).startsWith("HTTP/1.1 401");
        assertThat(ask("GET /api/snapshots", "Host: " + host, wrong)).startsWith("HTTP/1.1 401");
        assertThat(ask("GET /?token=x", "Host: " + host)).startsWith("HTTP/1.1 401");
    }

    @Test
    void a_name_that_was_made_to_point_here_and_other_sites_are_refused() throws IOException {
        assertThat(ask("GET /api/snapshots", "Host: evil.example:80", cookie))
                .startsWith("HTTP/1.1 403");
        assertThat(
                        ask(
                                "GET /api/snapshots",
                                "Host: " + host,
                                cookie,
                                "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("POST /api/snapshots", "Host: " + host, cookie, "Content-Length: 0"))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void only_files_of_the_page_are_served() throws IOException {
        for (String path :
                List.of(
                        "/nothing.js",
                        "/../snapshot/SnapshotServer.class",
                        "/assets/../../snapshot/package-info.class",
                        "/%2e%2e/%2e%2e/MANIFEST.MF",
                        "/api/v1/session")) {
            assertThat(ask("GET " + path, "Host: " + host, cookie)).startsWith("HTTP/1.1 404");
        }
    }
}
