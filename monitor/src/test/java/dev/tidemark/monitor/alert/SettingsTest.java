package dev.tidemark.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.monitor.alert.deliver.DeliverySettings;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SettingsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Section section(String json, String name) {
        return new Section(
                JSON.readTree(json.replace('\'', '"')),
                "monitor.json: " + name,
                SettingsTest::variable);
    }

    private static @Nullable String variable(String name) {
        return "KEY".equals(name) ? "R0UT1NG" : null;
    }

    @Test
    void nothing_said_is_what_is_usual() {
        assertThat(AlertSettings.of(section("{}", "alerts"))).isEqualTo(AlertSettings.USUAL);
        assertThat(DeliverySettings.of(section("{}", "deliveries")))
                .isEqualTo(DeliverySettings.NONE);
    }

    @Test
    void what_is_said_is_taken() {
        AlertSettings settings =
                AlertSettings.of(
                        section(
                                """
                                {'hold': '20s', 'resolve_after': '2h', 'near_limit': {'level': 0.8, 'hold': 30},
                                 'maintenance': [{'service': 'shop', 'days': ['sat', 'SUNDAY'], 'from': '23:00', 'to': '02:00', 'zone': 'Europe/Berlin'}]}
                                """,
                                "alerts"));

        assertThat(settings.rules().hold()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.rules().nearLimit().level()).isEqualTo(0.8);
        assertThat(settings.rules().nearLimit().clear()).isEqualTo(0.8);
        assertThat(settings.maintenance().getFirst().days()).hasSize(2);
    }

    @Test
    void channels_take_their_secrets_from_files_and_the_environment(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "https://hooks.example/T0/B0\n");
        DeliverySettings settings =
                DeliverySettings.of(
                        section(
                                """
                                {'page': 'https://tidemark.example/', 'channels': [
                                  {'type': 'slack', 'url_file': '%s'},
                                  {'type': 'pagerduty', 'routing_key_env': 'KEY'},
                                  {'type': 'alertmanager', 'name': 'am', 'url': 'http://am:9093'},
                                  {'type': 'webhook', 'url': 'http://h/', 'user': 'u', 'password_env': 'KEY', 'secret_env': 'KEY'}]}
                                """
                                        .formatted(file),
                                "deliveries"));

        assertThat(settings.channels())
                .extracting(channel -> channel.kind() + " " + channel.name())
                .containsExactly(
                        "slack slack", "pagerduty pagerduty", "alertmanager am", "webhook webhook");
        assertThat(settings.toString()).doesNotContain("R0UT1NG", "T0/B0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'hold': 'soon'}|.hold: expected a time such as 90s, 10m, 2h or 30d, found soon",
                "{'hold': '9h', 'longest_hold': '6h'}|.longest_hold: expected at least hold, found PT6H",
                "{'near_limit': {'level': 95}}|.near_limit.level: expected a number from 0 to 1, found 95",
                "{'near_limit': []}|.near_limit: expected names with values, found []",
                "{'maintenance': [{'from': '25:00', 'to': '02:00'}]}"
                        + "|.maintenance[0].from: expected a time of day such as 01:30, found 25:00",
                "{'maintenance': [{'from': '01:00', 'to': '02:00', 'days': ['s']}]}"
                        + "|.maintenance[0].days: expected days such as mon, tue, found s",
            })
    void what_is_wrong_with_alerts_is_said_in_a_line(String json, String error) {
        assertThatThrownBy(() -> AlertSettings.of(section(json, "alerts")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("monitor.json: alerts" + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'channel': []}|.channel: expected one of channels, page, found another name",
                "{'channels': [{'type': 'mail'}]}"
                        + "|.channels[0].type: expected alertmanager, pagerduty, slack or webhook, found mail",
                "{'channels': [{'type': 'slack', 'url_file': '/nowhere/url'}]}"
                        + "|.channels[0].url_file: expected a file that can be read, found /nowhere/url",
                "{'channels': [{'type': 'pagerduty', 'routing_key_env': 'OTHER'}]}"
                        + "|.channels[0].routing_key_env: expected a variable that is set, found OTHER",
                "{'channels': [{'type': 'webhook', 'url': 'ftp://x'}]}"
                        + "|.channels[0].url: expected a URL that begins with http:// or https://, found another text",
                "{'channels': [{'type': 'webhook', 'url': 'http://x'}, {'type': 'webhook', 'url': 'http://y'}]}"
                        + "|.channels[1].name: expected a name of its own for each channel, found webhook",
            })
    void what_is_wrong_with_deliveries_is_said_in_a_line(String json, String error) {
        assertThatThrownBy(() -> DeliverySettings.of(section(json, "deliveries")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("monitor.json: deliveries" + error);
    }
}
