package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a user does it, on live programs. */
class HuntLiveTest {
    @TempDir private Path folder;

    private Cli tidemark;
    private Path programs;

    @BeforeAll
    static void requireNode() {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
    }

    @BeforeEach
    void prepare() throws IOException {
        tidemark = new Cli(folder);
        programs = NodePrograms.unpackTo(Files.createDirectory(folder.resolve("programs")));
    }

    @Test
    void a_leak_in_a_program_that_we_start_is_named_with_its_holder_first() throws Exception {
        Cli.Result result = huntStarted("closures/leaking", "--json");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("{\"schema\":\"hunt/1\"")
                .hasLineCount(1)
                .contains("\"verdict\":\"leaking\"");
        int firstHolder = result.out().indexOf("\"holder\":{\"path\":\"");
        assertThat(result.out().substring(firstHolder, firstHolder + 100)).contains("actions");
    }

    @Test
    void the_code_that_makes_what_accumulates_is_named_unless_that_is_not_wanted()
            throws Exception {
        Path program =
                Files.createDirectories(programs.resolve("reports/leaking")).resolve("server.js");
        // Large entries, and so few requests that nothing is compiled into its caller yet.
        Files.writeString(
                program,
                """
                const reports = [];
                class Report {
                  constructor(number) {
                    this.rows = new Array(1_000).fill(number);
                  }
                }
                function write(number) {
                  reports.push(new Report(number));
                }
                require('../../harness.js')(({ number }) => write(number));
                """);
        assertThat(huntStarted(program).out())
                .contains("made by      write", "samples of what survived the steps");
        assertThat(huntStarted("collections/leaking", "--no-profile").out())
                .contains("the Map sessions only grows")
                .doesNotContain("made by", "samples of what survived");
    }

    @Test
    void a_program_that_only_warms_up_is_not_accused() throws Exception {
        Cli.Result result = huntStarted("clean/pool-warmup");

        assertThat(result.exitCode()).as(result.out()).isIn(0, 4);
        assertThat(result.out()).startsWith("VERDICT");
    }

    @Test
    void a_process_that_we_attach_to_goes_on_as_before_and_gets_a_report() throws Exception {
        try (NodeProcess program =
                NodeRuntime.any().orElseThrow().start(main("listeners/leaking"))) {
            Cli.Result result =
                    tidemark.run(
                            "hunt",
                            "--operations",
                            "150",
                            "--load",
                            "http://127.0.0.1:" + program.port() + "/item/{n}",
                            "--report",
                            "report.html",
                            Long.toString(program.pid()));

            assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
            assertThat(result.out())
                    .contains("prices : EventEmitter", "per request", "report.html");
            assertThat(result.out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
            assertThat(result.err()).isEmpty();
            assertThat(folder.resolve("report.html")).content().contains("EventEmitter", "</html>");
            assertThat(program.isAlive()).isTrue();
            assertThat(program.get("/item/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void snapshots_are_kept_for_their_owner_only_when_asked_for() throws Exception {
        Path kept = folder.resolve("kept");

        Cli.Result result =
                huntStarted("clean/jit-warmup", "--snapshots", "2", "--keep", kept.toString());

        assertThat(result.exitCode()).as(result.out()).isIn(0, 4);
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file))
                                    .extracting(Enum::name)
                                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE"));
        }
    }

    @Test
    void an_interrupted_hunt_leaves_the_process_running_and_no_file_behind() throws Exception {
        try (NodeProcess program =
                NodeRuntime.any().orElseThrow().start(main("listeners/leaking"))) {
            Process hunt =
                    tidemark.start("hunt", "--interval", "60s", Long.toString(program.pid()));
            program.awaitError("Debugger listening");

            new ProcessBuilder("kill", "-INT", Long.toString(hunt.pid())).start().waitFor();

            assertThat(hunt.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(tidemark.result(hunt).exitCode()).isEqualTo(130);
            assertThat(tidemark.result(hunt).err()).isEqualTo("tidemark: interrupted\n");
            assertThat(program.get("/item/1").statusCode()).isEqualTo(200);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("programs", "out.txt", "err.txt");
            }
        }
    }

    @Test
    void watching_prints_a_line_a_sample_and_records_the_series() throws Exception {
        try (NodeProcess program =
                NodeRuntime.any().orElseThrow().start(main("clean/jit-warmup"))) {
            Cli.Result result =
                    tidemark.run(
                            "watch",
                            "--interval",
                            "200ms",
                            "--duration",
                            "1s",
                            "--record",
                            "series.csv",
                            Long.toString(program.pid()));

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("heap in use", "resident memory", "VERDICT");
            assertThat(folder.resolve("series.csv")).content().startsWith("t_s,rss,heap_used,");
        }
    }

    private Cli.Result huntStarted(String program, String... options)
            throws IOException, InterruptedException {
        return huntStarted(main(program), options);
    }

    private Cli.Result huntStarted(Path main, String... options)
            throws IOException, InterruptedException {
        List<String> arguments =
                Stream.of(
                                Stream.of("hunt", "--no-report"),
                                Stream.of("--operations", "150"),
                                Stream.of("--load", "/item/{n}"),
                                Stream.of(options),
                                Stream.of("--", "node", main.toString()))
                        .flatMap(words -> words)
                        .toList();
        return tidemark.run(arguments.toArray(String[]::new));
    }

    private Path main(String program) {
        return NodePrograms.program(program).mainIn(programs);
    }
}
