package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GitHub and GitLab are told of a gate. */
class CiReportsTest {
    @TempDir private Path folder;
    private ProjectFiles project;

    @BeforeEach
    void a_project() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Files.writeString(folder.resolve("server.js"), "");
        project = ProjectFiles.around(folder);
    }

    @Test
    void the_summary_of_a_job_reads_as_before() throws IOException {
        TextReportTest.assertReads(
                "gate-known.md", MarkdownSummary.of(Samples.baselinedGate(), project));
    }

    @Test
    void nasty_names_stay_in_their_place_of_the_summary() {
        String summary = MarkdownSummary.of(Samples.nastyGate(), project);

        assertThat(summary).doesNotContain("\u0000", "\u001b", "\u202e");
        assertThat(summary.lines().filter(line -> line.startsWith("|")))
                .hasSize(3)
                .allMatch(row -> row.replace("\\|", "").chars().filter(c -> c == '|').count() == 6);
        assertThat(summary.lines().filter("</details>"::equals)).hasSize(2);
        assertThat(summary).contains("`````\nx\n````\n");
    }

    @Test
    void a_leak_is_an_error_at_its_line() {
        assertThat(WorkflowAnnotations.of(Samples.failedGate(), project))
                .containsExactly(
                        "::error file=server.js,line=41,col=3,title=Leak%3A sessions %3A Map%2C module"
                                + " variable%2C server.js%3A14::+1.00 Session per iteration, 812 B"
                                + " retained each, 62 %25 of the growth%0ARetained by: module server.js"
                                + " > sessions : Map > [*] : Session%0AFix: Bound it, or delete the"
                                + " entry on logout; a WeakMap if the key is an object.");
    }

    @Test
    void what_is_known_or_gone_is_a_notice() {
        assertThat(WorkflowAnnotations.of(Samples.baselinedGate(), project))
                .satisfiesExactly(
                        listeners ->
                                assertThat(listeners)
                                        .startsWith("::error title=Leak%3A listeners")
                                        .contains("::was known until 2025-05-01: SHOP-3%0A"),
                        sessions ->
                                assertThat(sessions)
                                        .startsWith("::notice file=server.js,line=41,")
                                        .endsWith("::SHOP-12: | bounded in the next release"),
                        jobs ->
                                assertThat(jobs)
                                        .isEqualTo(
                                                "::notice title=Known leak is gone%3A the array jobs"
                                                        + " only grows::Take 00112233445566aa out of"
                                                        + " tidemark-baseline.json"));
    }

    @Test
    void what_is_undecided_is_a_warning() {
        assertThat(WorkflowAnnotations.of(Samples.undecidedGate(), project))
                .singleElement()
                .asString()
                .startsWith("::warning title=Undecided%3A checkout.mjs::memory grows");
    }

    @Test
    void a_nasty_name_cannot_be_a_command_of_its_own() {
        List<String> commands = WorkflowAnnotations.of(Samples.nastyGate(), project);

        assertThat(commands).hasSize(1);
        assertThat(commands.getFirst().lines()).hasSize(1);
        assertThat(commands.getFirst()).contains("%250A").doesNotContain("\u001b");
        String properties = commands.getFirst().substring("::error ".length()).split("::", 2)[0];
        assertThat(properties.split(",")).hasSize(1);
    }

    @Test
    void a_leak_is_an_issue_of_code_quality() {
        JsonNode issues =
                JsonMapper.shared().readTree(CodeQuality.of(Samples.baselinedGate(), project));

        assertThat(issues.size()).isEqualTo(1);
        assertThat(issues.at("/0/fingerprint").asString())
                .isEqualTo(Samples.listeners().fingerprint());
        assertThat(issues.at("/0/severity").asString()).isEqualTo("major");
        assertThat(issues.at("/0/location/path").asString()).isNotBlank();
        assertThat(issues.at("/0/location/lines/begin").asInt()).isPositive();
    }
}
