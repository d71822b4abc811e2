package dev.tidemark.monitor.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says of the settings is true, and it says all of it. */
class DocumentedSettingsTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** A block that begins with the name of a section. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?m)^    \"(?:alerts|deliveries|evidence)\": \\{\\n(?:     .*\\n)*    \\}");

    private static final Pattern SECRET = Pattern.compile("_file\": \"[^\"]*\"");
    private static final Pattern NAMES = Pattern.compile("expected one of ([^;]*), found another");

    @TempDir private Path folder;

    @Test
    void every_setting_of_alerts_that_is_documented_is_understood() throws IOException {
        List<String> blocks =
                BLOCK.matcher(Files.readString(DOCS.resolve("monitor/alerts.md")))
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(blocks).hasSize(3);

        parse("{" + String.join(",", blocks) + "}");
    }

    @Test
    void the_example_of_all_sections_is_understood() throws IOException {
        String page = Files.readString(DOCS.resolve("monitor.md"));
        int from = page.indexOf("    {\n      \"server\"");
        parse(page.substring(from, page.indexOf("\n    }\n", from) + "\n    }\n".length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'alerts': {'?': 1}}",
                "{'alerts': {'near_limit': {'?': 1}}}",
                "{'alerts': {'maintenance': [{'?': 1}]}}",
                "{'deliveries': {'?': 1}}",
                "{'deliveries': {'channels': [{'type': 'alertmanager', '?': 1}]}}",
                "{'deliveries': {'channels': [{'type': 'pagerduty', '?': 1}]}}",
                "{'deliveries': {'channels': [{'type': 'slack', '?': 1}]}}",
                "{'deliveries': {'channels': [{'type': 'webhook', '?': 1}]}}",
                "{'evidence': {'?': 1}}",
                "{'evidence': {'drain': {'?': 1}}}",
                "{'evidence': {'s3': {'?': 1}}}",
            })
    void every_setting_of_alerts_that_is_understood_is_documented(String wrong) throws IOException {
        String documented = Files.readString(DOCS.resolve("monitor/alerts.md"));

        Throwable error = catchThrowable(() -> parse(wrong.replace('\'', '"')));

        assertThat(error).hasMessageContaining("line 1: ");
        List<String> names =
                NAMES.matcher(String.valueOf(error.getMessage()))
                        .results()
                        .flatMap(found -> Pattern.compile(", ").splitAsStream(found.group(1)))
                        .toList();
        assertThat(names).isNotEmpty().allMatch(name -> isIn(documented, name));
    }

    private static boolean isIn(String documented, String name) {
        String secret = name.replaceFirst("_env$", "_file");
        return Pattern.compile("[\"`]" + secret + "[\"`]").matcher(documented).find();
    }

    private void parse(String json) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "https://hooks.example/long");
        String own =
                SECRET.matcher(json).replaceAll("_file\": \"" + secret.toAbsolutePath() + "\"");
        SettingsFile.parse(own, "m.json").in(folder);
    }
}
