package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a gate leaves behind for CI. */
@Execution(ExecutionMode.CONCURRENT)
class GateCiLiveTest {
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]+");

    @TempDir private Path folder;
    private String node = "";

    @BeforeEach
    void a_project_with_a_leak() throws Exception {
        Optional<NodeRuntime> found = NodeRuntime.any();
        assumeTrue(found.isPresent(), "no Node.js is installed");
        node = found.get().executable().toString();
        Files.createDirectory(folder.resolve(".git"));
        Files.writeString(
                folder.resolve("a.mjs"),
                "const kept = [];\nexport function iteration(n) { kept.push({ n }); }\n");
    }

    @Test
    void a_leak_is_told_to_every_tool_and_then_known() throws Exception {
        Cli.Result first =
                gate(
                        "--github",
                        "--sarif=leaks.sarif",
                        "--junit-xml=junit.xml",
                        "--report=leaks.html",
                        "--markdown=leaks.md",
                        "--code-quality=quality.json");

        assertThat(first.exitCode()).as(first.err()).isEqualTo(1);
        assertThat(first.err()).contains("::error file=a.mjs,line=1,");
        assertThat(content("leaks.sarif")).contains("\"uri\":\"a.mjs\"");
        assertThat(content("junit.xml")).contains("failures=\"1\"", "kept : Array");
        assertThat(content("leaks.html")).contains("kept : Array");
        assertThat(content("leaks.md")).startsWith("## Leak gate: `a.mjs` leaks");
        assertThat(content("quality.json")).contains("\"path\":\"a.mjs\"");

        Cli.Result written = gate("--no-github", "--write-baseline");
        Cli.Result known = gate("--no-github");

        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(known.exitCode()).as(known.err()).isZero();
        assertThat(known.out())
                .contains(
                        "\"result\":\"pass\"", "\"file\":\"tidemark-baseline.json\",\"known\":1,");
    }

    @Test
    void a_scenario_that_throws_is_an_error_of_the_test_report() throws Exception {
        Files.writeString(folder.resolve("a.mjs"), "export function iteration() { throw 7; }\n");

        assertThat(gate("--github", "--junit-xml=junit.xml").exitCode()).isEqualTo(3);
        assertThat(content("junit.xml")).contains("errors=\"1\"", "throws 7");
    }

    @Test
    void a_baseline_with_a_mistake_costs_no_run() throws Exception {
        Files.writeString(folder.resolve(".known.json"), "{\"version\":1,\"leak\":[]}");

        Cli.Result result = gate("--baseline=.known.json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .isEqualTo(
                        "tidemark: .known.json, line 1: expected one of the fields version, leaks,"
                                + " found \"leak\"\n");
    }

    @Test
    void the_pages_for_CI_tell_only_options_that_there_are() throws Exception {
        Cli.Result help = new Cli(folder).run("gate", "--help");

        for (String page : List.of("README.md", "github.md", "gitlab.md", "jenkins.md")) {
            Files.readAllLines(Path.of("..", "docs", "ci", page)).stream()
                    .filter(line -> line.contains("tidemark gate"))
                    .flatMap(line -> OPTION.matcher(line).results())
                    .forEach(option -> assertThat(help.out()).contains(option.group()));
        }
    }

    private String content(String file) throws Exception {
        return Files.readString(folder.resolve(file));
    }

    private Cli.Result gate(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("gate", "--json", "--budget=3m"));
        words.addAll(List.of("--node", node));
        words.addAll(List.of(options));
        words.add("a.mjs");
        return new Cli(folder).run(words.toArray(String[]::new));
    }
}
