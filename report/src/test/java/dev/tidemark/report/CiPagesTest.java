package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The GitHub Action, and the lines that the pages for CI tell to copy. */
class CiPagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final YAMLMapper yaml = new YAMLMapper();

    @TempDir private Path folder;

    @Test
    void every_input_of_the_action_reaches_its_script() throws IOException {
        JsonNode action = yaml.readTree(Files.readString(ROOT.resolve("action.yml")));
        JsonNode step = action.at("/runs/steps/0");

        assertThat(action.at("/runs/using").asString()).isEqualTo("composite");
        for (String input : action.at("/inputs").propertyNames()) {
            assertThat(action.at("/inputs/" + input + "/description").asString()).isNotBlank();
            assertThat(action.at("/runs").toString()).contains("inputs." + input);
        }
        String script = Files.readString(ROOT.resolve("ci/github-action"));
        for (String variable : step.at("/env").propertyNames()) {
            assertThat(script).contains("$" + variable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github.md", "gitlab.md"})
    void the_lines_to_copy_are_yaml(String page) throws IOException {
        Matcher blocks = YAML.matcher(Files.readString(ROOT.resolve("docs/ci").resolve(page)));

        assertThat(blocks.results().map(block -> block.group(1)))
                .isNotEmpty()
                .allSatisfy(block ->
                        assertThat(yaml.readTree(block.stripIndent()).isContainer()).isTrue());
    }

    @Test
    void a_server_is_started_with_its_own_words_and_the_result_is_told() throws Exception {
        assertThat(
                        action(
                                1,
                                Map.of(
                                        "HTTP", "/item/{n} /b",
                                        "COMMAND", "node 'my server.js'",
                                        "BUDGET", "3m")))
                .containsSubsequence("--budget", "3m", "--http", "/item/{n}", "--http", "/b")
                .endsWith("--", "node", "my server.js");
        assertThat(folder.resolve("output")).content().startsWith("result=fail\n");
    }

    @Test
    void a_class_is_run_with_its_class_path() throws Exception {
        assertThat(
                        action(
                                4,
                                Map.of(
                                        "JVM_CLASS",
                                        "a.B",
                                        "CLASS_PATH",
                                        "x y:z",
                                        "BASELINE",
                                        "k.json")))
                .containsSubsequence("--baseline", "k.json", "--jvm-class", "a.B", "-cp", "x y:z");
        assertThat(folder.resolve("output")).content().startsWith("result=undecided\n");
    }

    @Test
    void an_input_is_never_run_as_a_command() throws Exception {
        assertThat(action(0, Map.of("SCENARIO", "$(touch pwned); a.mjs")))
                .endsWith("$(touch pwned); a.mjs");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    /** The words that the script calls Tidemark with, where that ends with an exit code. */
    private List<String> action(int exitCode, Map<String, String> inputs) throws Exception {
        Path tidemark = folder.resolve("tidemark");
        Files.writeString(
                tidemark, "#!/bin/sh\nprintf '%s\\n' \"$@\" >words\nexit " + exitCode + "\n");
        assertThat(tidemark.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(ROOT.resolve("ci/github-action").toString());
        for (String input :
                List.of(
                        "SCENARIO",
                        "JVM_CLASS",
                        "CLASS_PATH",
                        "HTTP",
                        "COMMAND",
                        "BASELINE",
                        "BUDGET")) {
            builder.environment().put(input, inputs.getOrDefault(input, ""));
        }
        builder.environment().put("UNDECIDED", "undecided");
        builder.environment().put("FOLDER", "reports");
        builder.environment().put("TIDEMARK", tidemark.toString());
        builder.environment().put("GITHUB_OUTPUT", folder.resolve("output").toString());
        Process process = builder.directory(folder.toFile()).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(exitCode);
        return Files.readAllLines(folder.resolve("words"));
    }
}
