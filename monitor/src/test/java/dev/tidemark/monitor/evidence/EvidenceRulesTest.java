package dev.tidemark.monitor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.monitor.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class EvidenceRulesTest {
    private static final Path DATA = Path.of("data");

    private static EvidenceRules parse(String json) {
        return EvidenceRules.of(
                new Section(
                        JsonMapper.shared().readTree(json.replace('\'', '"')),
                        "m.json: evidence",
                        name -> name.equals("ID") ? "an id" : null),
                DATA);
    }

    @Test
    void nothing_said_is_what_is_usual() {
        assertThat(parse("{}")).isEqualTo(EvidenceRules.usual(DATA));
    }

    @Test
    void what_is_said_is_taken() {
        EvidenceRules rules =
                parse(
                        """
                        {'when': 'Ask', 'snapshots': false, 'captures': 4, 'apart': '5m', 'longest_pause': '1500ms', 'every': '1d',
                         'folder': '/var/evidence', 'keep': '512M', 'keep_for': '7d', 'redact': false,
                         'drain': {'command': ['/opt/lb', 'drain'], 'undrain_command': ['/opt/lb', 'undrain'], 'timeout': '30s'},
                         's3': {'url': 'https://s3.example', 'bucket': 'b', 'region': 'eu-1', 'key_id_env': 'ID', 'secret_env': 'ID'}}
                        """);

        assertThat(rules.when()).isEqualTo(EvidenceRules.When.ASK);
        assertThat(rules.snapshots()).isFalse();
        assertThat(rules.captures()).isEqualTo(4);
        assertThat(rules.apart()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rules.longestPause()).isEqualTo(Duration.ofMillis(1500));
        assertThat(rules.every()).isEqualTo(Duration.ofDays(1));
        assertThat(rules.folder()).isEqualTo(Path.of("/var/evidence"));
        assertThat(rules.keep().value()).isEqualTo(512.0 * (1 << 20));
        assertThat(rules.keepFor()).isEqualTo(Duration.ofDays(7));
        assertThat(rules.redact()).isFalse();
        assertThat(rules.drain()).isNotNull();
        assertThat(rules.s3()).isNotNull();
        assertThat(rules.toString()).doesNotContain("an id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'when': 'always'}|.when: expected firing, ask or never, found always",
                "{'captures': 1}|.captures: expected a number from 2 to 10, found 1",
                "{'captures': 'many'}|.captures: expected a number from 2 to 10, found many",
                "{'redact': 'no'}|.redact: expected true or false, found \"no\"",
                "{'keep': 'all'}|.keep: expected a size such as 512M or 20GiB, found all",
                "{'longest_pause': '-1s'}|.longest_pause: expected a time such as 90s, 10m, 2h or"
                        + " 30d, found -1s",
            })
    void what_is_wrong_is_said_in_a_line(String json, String error) {
        assertThatThrownBy(() -> parse(json)).hasMessage("m.json: evidence" + error);
    }
}
