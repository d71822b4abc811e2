package dev.tidemark.monitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server lets in, and what it keeps out. */
class SafeServerTest {
    private static final String TOKEN = "correct horse battery staple";
    private static final String JSON = "Content-Type: application/json";

    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final List<SafeServer> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(SafeServer::close);
    }

    private InetSocketAddress open() throws IOException {
        return start(ServerSettings.onLoopback(0));
    }

    private InetSocketAddress locked() throws IOException {
        return start(ServerSettings.onLoopback(0).withToken(Hidden.of(TOKEN)));
    }

    private InetSocketAddress start(ServerSettings settings) throws IOException {
        Routes routes =
                new Routes()
                        .on("GET", "/api/v1/things/{id}", call -> say(call, call.variable("id")))
                        .on("POST", "/api/v1/things", call -> say(call, "made"))
                        .on("GET", "/api/v1/who", call -> say(call, call.user().orElse("nobody")))
                        .on("GET", "/api/v1/q", call -> say(call, call.query("q").orElse("none")))
                        .on("GET", "/api/v1/broken", call -> broken())
                        .on("GET", "/api/v1/long", call -> say(call, "long ".repeat(1000)))
                        .on("POST", "/api/v1/short", call -> say(call, "" + call.body(8).length))
                        .on("POST", "/api/v1/write", Permission.SEND, call -> say(call, "taken"))
                        .on("GET", "/healthz", Permission.NONE, call -> say(call, "ok"));
        SafeServer server =
                SafeServer.start(
                        settings,
                        routes,
                        new PageFiles(SafeServerTest.class, "page/"),
                        failures::add);
        started.add(server);
        return server.address();
    }

    private static void broken() {
        throw new IllegalStateException("a thing that nobody may see");
    }

    private static void say(Call call, String text) throws IOException {
        call.answer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_request_of_this_machine_is_answered() throws IOException {
        InetSocketAddress server = open();

        assertThat(Raw.get(server, "/api/v1/things/4711%20+a").body()).isEqualTo("4711 +a");
        assertThat(Raw.get(server, "/api/v1/q?x=1&q=a+b%26c&q=2").body()).isEqualTo("a b&c");
        assertThat(Raw.ask(server, "POST", "/api/v1/things", "{}", JSON).body()).isEqualTo("made");
        assertThat(Raw.get(server, "/api/v1/session").body())
                .isEqualTo("{\"login\":\"none\",\"loggedIn\":true,\"user\":null,\"mayAct\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:7117",
                "LOCALHOST",
                "127.0.0.1",
                "127.0.0.1:80",
                "[::1]:7117",
                "10.0.0.7"
            })
    void a_host_that_no_name_server_can_have_lied_about_is_ours(String host) throws IOException {
        assertThat(Raw.get(open(), "/api/v1/things/1", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example", "evil.example:7117", "localhost.evil.example",
                        "127.0.0.1.evil.example",
                "1evil.example", "", "localhost:7117:evil", "evil@localhost:1"
            })
    void a_name_that_was_made_to_point_here_is_refused(String host) throws IOException {
        InetSocketAddress server = open();

        assertThat(Raw.get(server, "/api/v1/things/1", "Host: " + host).status()).isEqualTo(403);
        assertThat(Raw.ask(server, "POST", "/api/v1/write", "x", "Host: " + host).status())
                .isEqualTo(403);
    }

    @Test
    void two_hosts_are_none() throws IOException {
        assertThat(
                        Raw.get(open(), "/api/v1/things/1", "Host: localhost", "Host: evil.example")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void a_name_that_is_listed_is_ours() throws IOException {
        InetSocketAddress server =
                start(
                        new ServerSettings(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                null,
                                null,
                                List.of("Tidemark.example"),
                                null));

        assertThat(Raw.get(server, "/api/v1/things/1", "Host: tidemark.example:8443").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Origin: http://localhost.evil.example:7117",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void a_page_of_somebody_else_is_refused(String header) throws IOException {
        InetSocketAddress server = open();

        assertThat(Raw.get(server, "/api/v1/things/1", header).status()).isEqualTo(403);
        assertThat(Raw.ask(server, "POST", "/api/v1/things", "{}", JSON, header).status())
                .isEqualTo(403);
        assertThat(Raw.ask(server, "POST", "/api/v1/login", "{}", JSON, header).status())
                .isEqualTo(403);
    }

    @Test
    void a_page_of_ours_is_not() throws IOException {
        InetSocketAddress server = open();
        String origin = "Origin: http://localhost:" + server.getPort();

        assertThat(
                        Raw.ask(
                                        server,
                                        "POST",
                                        "/api/v1/things",
                                        "{}",
                                        JSON,
                                        origin,
                                        "Sec-Fetch-Site: same-origin")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void a_form_cannot_post() throws IOException {
        InetSocketAddress server = open();

        assertThat(
                        Raw.ask(server, "POST", "/api/v1/things", "{}", "Content-Type: text/plain")
                                .status())
                .isEqualTo(415);
        assertThat(Raw.ask(server, "POST", "/api/v1/things", "{}").status()).isEqualTo(415);
    }

    @Test
    void no_origin_is_told_that_it_may_read() throws IOException {
        Raw.Answer answer =
                Raw.ask(
                        open(),
                        "OPTIONS",
                        "/api/v1/things",
                        "",
                        "Origin: http://evil.example",
                        "Access-Control-Request-Method: POST");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void without_the_token_nothing_is_told() throws IOException {
        InetSocketAddress server = locked();

        Raw.Answer refused = Raw.get(server, "/api/v1/things/1");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"error\":\"expected somebody who is logged in, or a"
                                + " token\",\"login\":\"token\"}");
        assertThat(Raw.get(server, "/api/v1/things/1", "Authorization: Bearer wrong").status())
                .isEqualTo(401);
        assertThat(
                        Raw.get(server, "/api/v1/things/1", "Cookie: tidemark_session=9999999999.")
                                .status())
                .isEqualTo(401);
        assertThat(Raw.get(server, "/api/v1/things/1", "Cookie: tidemark_session=x").status())
                .isEqualTo(401);
        assertThat(Raw.get(server, "/healthz").body()).isEqualTo("ok");
        assertThat(Raw.get(server, "/").body()).contains("the page");
    }

    @Test
    void the_token_opens_and_no_browser_sends_it_unasked_so_any_host_will_do() throws IOException {
        InetSocketAddress server = locked();

        assertThat(
                        Raw.ask(
                                        server,
                                        "POST",
                                        "/api/v1/write",
                                        "x",
                                        "Host: tidemark.monitoring.svc",
                                        "Authorization: Bearer " + TOKEN)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void who_logs_in_gets_a_cookie_that_scripts_and_other_sites_cannot_use() throws IOException {
        InetSocketAddress server = locked();
        Raw.Answer in =
                Raw.ask(server, "POST", "/api/v1/login", "{\"token\":\"" + TOKEN + "\"}", JSON);

        assertThat(in.status()).isEqualTo(204);
        assertThat(in.header("set-cookie"))
                .matches(
                        "tidemark_session=[0-9]+\\.[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/;"
                                + " Max-Age=43200")
                .doesNotContain(TOKEN);
        String cookie = "Cookie: a=b; " + in.header("set-cookie").split(";", -1)[0];
        assertThat(Raw.get(server, "/api/v1/things/1", cookie).status()).isEqualTo(200);
        String later = cookie.replaceFirst("session=[0-9]+", "session=99999999999");
        assertThat(Raw.get(server, "/api/v1/things/1", later).status()).isEqualTo(401);
        assertThat(Raw.get(server, "/api/v1/things/1", cookie, "Host: evil.example").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"token\":\"wrong\"}", "{}", "[]", "", "{\"token\":", "{\"token\":null}"})
    void a_wrong_token_does_not_log_in(String body) throws IOException {
        Raw.Answer answer = Raw.ask(locked(), "POST", "/api/v1/login", body, JSON);

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
        assertThat(answer.body()).doesNotContain("wrong\\\"");
    }

    @Test
    void the_token_of_senders_opens_nothing_else() throws IOException {
        ServerSettings settings = ServerSettings.onLoopback(0);
        InetSocketAddress server =
                start(
                        new ServerSettings(
                                settings.listen(),
                                Hidden.of(TOKEN),
                                Hidden.of("only for those who send"),
                                List.of(),
                                null));
        String sender = "Authorization: Bearer only for those who send";

        assertThat(Raw.ask(server, "POST", "/api/v1/write", "x", sender).status()).isEqualTo(200);
        assertThat(Raw.get(server, "/api/v1/things/1", sender).status()).isEqualTo(401);
        assertThat(Raw.ask(server, "POST", "/api/v1/things", "{}", JSON, sender).status())
                .isEqualTo(401);
    }

    @Test
    void a_user_is_whom_the_proxy_names_and_nobody_else_can_name_one() throws IOException {
        InetSocketAddress trusted = start(behind("127.0.0.0/8"));
        InetSocketAddress foreign = start(behind("10.1.0.0/16"));
        String user = "X-Forwarded-User: ann@example.com";

        assertThat(Raw.get(trusted, "/api/v1/who", user).body()).isEqualTo("ann@example.com");
        assertThat(Raw.get(trusted, "/api/v1/who").status()).isEqualTo(401);
        assertThat(Raw.get(trusted, "/api/v1/who", "X-Forwarded-User:  ").status()).isEqualTo(401);
        assertThat(Raw.get(foreign, "/api/v1/who", user).status()).isEqualTo(401);
        assertThat(Raw.get(foreign, "/api/v1/who", "Cookie: tidemark_session=9999999999.").status())
                .isEqualTo(401);
    }

    private static ServerSettings behind(String addresses) {
        return new ServerSettings(
                ServerSettings.onLoopback(0).listen(),
                null,
                null,
                List.of(),
                new ServerSettings.Proxy(List.of(AddressRange.of(addresses)), "X-Forwarded-User"));
    }

    @Test
    void what_breaks_a_handler_is_told_to_the_owner_alone() throws IOException {
        Raw.Answer answer = Raw.get(open(), "/api/v1/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the server failed; its log says how\"}");
        assertThat(failures).hasSize(1);
    }

    @Test
    void a_body_is_read_up_to_its_bound() throws IOException {
        InetSocketAddress server = open();

        assertThat(Raw.ask(server, "POST", "/api/v1/short", "12345678", JSON).body())
                .isEqualTo("8");
        assertThat(Raw.ask(server, "POST", "/api/v1/short", "123456789", JSON).status())
                .isEqualTo(413);
    }

    @Test
    void files_are_tagged_compressed_and_kept_by_browsers() throws IOException {
        InetSocketAddress server = open();
        Raw.Answer plain = Raw.get(server, "/assets/app-1.js");
        Raw.Answer zipped = Raw.get(server, "/assets/app-1.js", "Accept-Encoding: br, gzip");

        assertThat(plain.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(plain.header("cache-control")).contains("immutable");
        assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
        assertThat(zipped.bytes()).hasSizeLessThan(plain.bytes().length / 4);
        assertThat(zipped.body()).isEqualTo(plain.body());
        assertThat(zipped.header("etag")).isNotEqualTo(plain.header("etag"));
        assertThat(
                        Raw.get(
                                        server,
                                        "/assets/app-1.js",
                                        "If-None-Match: " + plain.header("etag"))
                                .status())
                .isEqualTo(304);
        assertThat(Raw.get(server, "/api/v1/long", "Accept-Encoding: gzip").body())
                .isEqualTo("long ".repeat(1000));
    }

    @Test
    void a_path_of_the_page_is_the_page_and_a_file_that_is_not_there_is_not() throws IOException {
        InetSocketAddress server = open();

        assertThat(Raw.get(server, "/process/17").body()).contains("the page");
        assertThat(Raw.get(server, "/process/17").header("cache-control")).isEqualTo("no-cache");
        assertThat(Raw.get(server, "/assets/gone.js").status()).isEqualTo(404);
        assertThat(Raw.get(server, "/api/v2/things").status()).isEqualTo(404);
        assertThat(Raw.get(server, "/assets").body()).contains("the page");
        assertThat(Raw.get(server, "/../Raw.class").status()).isEqualTo(404);
        assertThat(Raw.get(server, "/%2e%2e/page/index.html").status()).isEqualTo(404);
        assertThat(Raw.get(server, "/assets%2f..%2findex.html").status()).isEqualTo(404);
    }

    @Test
    void every_answer_tells_the_browser_to_be_careful() throws IOException {
        InetSocketAddress server = open();
        for (String path :
                List.of("/", "/api/v1/things/1", "/api/v1/broken", "/gone.js", "/healthz")) {
            Raw.Answer answer = Raw.get(server, path);
            assertThat(answer.header("content-security-policy"))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void head_is_get_without_the_body() throws IOException {
        Raw.Answer answer;
        InetSocketAddress server = open();
        try (Raw raw = new Raw(server)) {
            String close = "Host: localhost\r\nConnection: close\r\n\r\n";
            raw.say("HEAD /api/v1/things/17 HTTP/1.1\r\n" + close);
            assertThat(raw.line()).startsWith("HTTP/1.1 200");
            assertThat(raw.headers()).containsEntry("content-length", "2");
            assertThat(raw.line()).isEmpty();
        }
        answer = Raw.ask(server, "DELETE", "/api/v1/things/17", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).contains("expected one of [GET], found DELETE");
    }
}
