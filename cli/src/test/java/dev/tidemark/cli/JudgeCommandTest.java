package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntToDoubleFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded series from the command line: verdicts, exit codes, and what is wrong with a file. */
class JudgeCommandTest {
    private static final int MIB = 1 << 20;

    /** What SIGTERM leaves, as shells tell it. */
    private static final int EXIT_BY_SIGNAL = 128 + 15;

    @TempDir private Path folder;

    private Cli tidemark;

    @BeforeEach
    void prepare() {
        tidemark = new Cli(folder);
    }

    @Test
    void a_leak_exits_with_1_and_says_how_fast_it_grows() throws Exception {
        write("leak.csv", 600, t -> 50 + 0.1 * t);

        Cli.Result result = tidemark.run("judge", "leak.csv");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("VERDICT  leaking ").contains("KiB/s");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void times_are_told_from_the_first_sample_on_whatever_clock_the_series_has() throws Exception {
        write("leak.csv", 1_795_379_360L, 600, t -> 50 + 0.1 * Math.max(0, t - 300));

        assertThat(tidemark.run("judge", "leak.csv").out()).containsPattern("began [45] min");
    }

    @Test
    void what_is_steady_exits_with_0_and_one_json_document() throws Exception {
        write("steady.csv", 600, _ -> 50);

        Cli.Result result = tidemark.run("judge", "--json", "steady.csv");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("{\"schema\":\"judge/1\"")
                .contains("\"verdict\":\"steady\"")
                .hasLineCount(1);
    }

    @Test
    void several_series_are_listed_worst_first_and_the_worst_decides() throws Exception {
        write("steady.csv", 300, _ -> 50);
        write("leak.csv", 300, t -> 50 + 0.3 * t);
        write("worse.csv", 300, t -> 50 + 0.9 * t);

        Cli.Result result = tidemark.run("judge", "steady.csv", "leak.csv", "worse.csv");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines().filter(line -> line.endsWith(".csv")))
                .containsExactly("worse.csv", "leak.csv", "steady.csv");
    }

    @Test
    void a_single_row_is_undecided_and_exits_with_4() throws Exception {
        write("one.csv", 1, _ -> 50);

        Cli.Result result = tidemark.run("judge", "one.csv");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).startsWith("VERDICT  undecided");
    }

    @Test
    void following_prints_one_document_for_each_change_of_verdict() throws Exception {
        write("late.csv", 900, t -> 50 + 0.2 * Math.max(0, t - 400));

        Cli.Result result = tidemark.run("judge", "--json", "--follow", "late.csv");

        List<String> lines = result.out().lines().toList();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(lines.getFirst()).contains("\"verdict\":\"undecided\"");
        assertThat(lines.getLast()).contains("\"verdict\":\"leaking\"", "\"at\":");
        for (int i = 1; i < lines.size(); i++) {
            assertThat(verdictIn(lines.get(i))).isNotEqualTo(verdictIn(lines.get(i - 1)));
        }
    }

    @Test
    void a_tailed_file_is_judged_as_it_grows_and_anew_when_it_is_cut_short() throws Exception {
        Path file = write("growing.csv", 900, t -> 50 + 0.2 * t);
        List<String> rows = Files.readAllLines(file);
        Files.write(file, rows.subList(0, 5));
        Process process = tidemark.start("judge", "--tail", "growing.csv");
        try {
            awaitText("out.txt", "undecided");
            Files.write(file, rows.subList(5, rows.size()), StandardOpenOption.APPEND);
            awaitText("out.txt", "leaking");
            Files.write(file, rows.subList(0, 5));
            awaitText("err.txt", "growing.csv: replaced or cut short");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(process.exitValue()).isEqualTo(EXIT_BY_SIGNAL);
    }

    private void awaitText(String file, String text) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.readString(folder.resolve(file)).contains(text)) {
            assertThat(System.nanoTime()).as("deadline for %s", text).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void a_report_has_a_picture_of_the_series() throws Exception {
        write("leak.csv", 300, t -> 50 + 0.3 * t);

        Cli.Result result = tidemark.run("judge", "--report", "leak.html", "leak.csv");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("leak.html")).content().contains("<svg", "leak.csv", "onset");
    }

    @Test
    void a_report_that_would_not_be_written_is_wrong_usage() throws Exception {
        write("leak.csv", 300, t -> 50 + 0.3 * t);

        Cli.Result result = tidemark.run("judge", "--follow", "--report", "leak.html", "leak.csv");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--report: expected neither --follow nor --tail");
    }

    @Test
    void a_packed_series_is_read_as_it_is() throws Exception {
        Path plain = write("leak.csv", 300, t -> 50 + 0.3 * t);
        try (Writer packed =
                new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(folder.resolve("leak.csv.gz"))),
                        StandardCharsets.UTF_8)) {
            packed.write(Files.readString(plain));
        }

        assertThat(tidemark.run("judge", "leak.csv.gz").exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rss;5 | line 1: expected a header with a time column",
                "t;1 | line 1: expected a header with a memory column",
                "t,rss;1,5;0.5,5 | line 3: expected a time of at least 1 s, found \"0.5\"",
                "t,rss;1,-5 | line 2: expected a number of at least 0 in column rss, found \"-5\"",
                "t,rss;1,many | line 2: expected a number of at least 0 in column rss",
                "t,rss;nan,5 | line 2: expected a time in seconds, found \"nan\"",
                "t,rss;1 | line 2: expected 2 fields as in the header, found 1"
            })
    void a_bad_file_exits_with_3_and_names_the_line(String rows, String said) throws Exception {
        Files.writeString(folder.resolve("bad.csv"), rows.replace(";", "\n") + "\n");

        Cli.Result result = tidemark.run("judge", "bad.csv");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).startsWith("tidemark: bad.csv: " + said).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void the_series_of_a_prometheus_server_are_judged_worst_first() throws Exception {
        String steady = prometheusSeries("web", _ -> 50);
        String leaking = prometheusSeries("api", t -> 50 + 0.1 * t);
        HttpServer server =
                serving(
                        200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s,%s]}}"
                                .formatted(steady, leaking));
        try {
            Cli.Result result =
                    tidemark.run("judge", "--prometheus", url(server), "--query", "rss{a=\"b\"}");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).startsWith("process_resident_memory_bytes{job=\"api\"}\n");
            assertThat(result.out()).contains("process_resident_memory_bytes{job=\"web\"}");
            assertThat(asked).startsWith("/api/v1/query_range?query=rss%7Ba%3D%22b%22%7D&start=");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_query_that_prometheus_refuses_exits_with_3_and_says_why() throws Exception {
        HttpServer server =
                serving(400, "{\"status\":\"error\",\"error\":\"parse error: unexpected end\"}");
        try {
            Cli.Result result = tidemark.run("judge", "--prometheus", url(server));

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("HTTP 400", "parse error").hasLineCount(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_server_that_is_not_there_exits_with_3() throws Exception {
        HttpServer server = serving(200, "");
        server.stop(0);

        Cli.Result result = tidemark.run("judge", "--prometheus", url(server));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("cannot be reached").hasLineCount(1);
    }

    @Test
    void values_that_are_no_numbers_are_gaps_and_a_url_without_a_scheme_is_named()
            throws Exception {
        String gaps =
                prometheusSeries("shop", t -> 90 + 0.5 * t)
                        .replaceAll("(20,)\"\\d+\"", "$1\"NaN\"")
                        .replaceAll("(40,)\"\\d+\"", "$1\"+Inf\"");
        assertThat(gaps).contains("NaN", "+Inf");
        HttpServer server =
                serving(
                        200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}"
                                .formatted(gaps));
        try {
            assertThat(tidemark.run("judge", "--prometheus", url(server)).exitCode()).isEqualTo(1);
        } finally {
            server.stop(0);
        }

        Cli.Result result = tidemark.run("judge", "--prometheus", "localhost:9090");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("expected the URL of a server").hasLineCount(1);
    }

    private volatile String asked = "";

    private HttpServer serving(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked = exchange.getRequestURI().toString();
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static String prometheusSeries(String job, IntToDoubleFunction mib) {
        Random random = new Random(2);
        StringJoiner values = new StringJoiner(",", "[", "]");
        for (int t = 0; t < 600; t++) {
            double bytes = (mib.applyAsDouble(t) + 0.2 * random.nextGaussian()) * MIB;
            values.add("[%d,\"%d\"]".formatted(1_700_000_000 + 60 * t, (long) bytes));
        }
        return "{\"metric\":{\"__name__\":\"process_resident_memory_bytes\",\"job\":\"%s\"},\"values\":%s}"
                .formatted(job, values);
    }

    private static String verdictIn(String document) {
        return document.replaceAll(".*\"verdict\":\"(\\w+)\".*", "$1");
    }

    /** A heap in MiB by second, seen after a full collection each. */
    private Path write(String name, int seconds, IntToDoubleFunction live) throws IOException {
        return write(name, 0, seconds, live);
    }

    private Path write(String name, long begin, int seconds, IntToDoubleFunction live)
            throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("t_s,post_gc_used,major_gcs\n");
        for (int t = 0; t < seconds; t++) {
            double noise = 0.2 * random.nextGaussian();
            long bytes = (long) ((live.applyAsDouble(t) + noise) * MIB);
            csv.append("%d,%d,%d\n".formatted(begin + t, bytes, t + 1));
        }
        return Files.writeString(folder.resolve(name), csv);
    }
}
