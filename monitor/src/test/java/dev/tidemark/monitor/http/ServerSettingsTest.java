package dev.tidemark.monitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ServerSettingsTest {
    private static final String TOKEN = "0123456789abcdef0123";

    private static ServerSettings parse(String json) {
        return ServerSettings.of(
                new Section(
                        JsonMapper.shared().readTree(json.replace('\'', '"')),
                        "m.json: server",
                        name ->
                                switch (name) {
                                    case "TOKEN" -> TOKEN;
                                    case "SHORT" -> "0123456789abcde";
                                    default -> null;
                                }));
    }

    @Test
    void nothing_said_is_this_machine_alone() {
        ServerSettings settings = parse("{}");

        assertThat(settings.listen()).isEqualTo(ServerSettings.USUAL);
        assertThat(settings.listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.token()).isNull();
        assertThat(settings.proxy()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:7117", "[::]:7117", "10.1.2.3:80", "[2001:db8::1]:80"})
    void any_other_address_needs_a_token_or_a_proxy(String address) {
        assertThatThrownBy(() -> parse("{'listen': '%s'}".formatted(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "m.json: server.listen: expected an address of this machine alone, or"
                                + " token_file, token_env or proxy beside it, found ");
        assertThatThrownBy(() ->
                        parse("{'listen': '%s', 'ingest_token_env': 'TOKEN'}".formatted(address)))
                .as("who may send may not read")
                .hasMessageContaining("server.listen");
        assertThatThrownBy(() ->
                        ServerSettings.onLoopback(0)
                                .at(ServerSettings.address(address, "--listen")))
                .as("nor may the command line")
                .hasMessageContaining("server.listen");

        parse("{'listen': '%s', 'token_env': 'TOKEN'}".formatted(address));
        parse(
                "{'listen': '%s', 'proxy': {'addresses': ['10.0.0.0/8'], 'user_header': 'X-User'}}"
                        .formatted(address));
    }

    @Test
    void tokens_come_from_files_and_variables_and_are_never_printed(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        ServerSettings settings =
                parse("{'token_file': '%s', 'ingest_token_env': 'TOKEN'}".formatted(file));

        Hidden token = Objects.requireNonNull(settings.token());
        assertThat(token.is(TOKEN)).isTrue();
        assertThat(token.is(TOKEN + "4")).isFalse();
        assertThat(settings.ingestToken()).isNotNull();
        assertThat(settings.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'lisen': '7117'}|.lisen: expected one of hosts, ingest_token_env,"
                        + " ingest_token_file, listen, proxy, token_env, token_file, found another"
                        + " name",
                "{'listen': 'example.com:80'}|.listen: expected ADDRESS:PORT such as 0.0.0.0:7117,"
                        + " found example.com:80",
                "{'listen': '127.0.0.1:99999'}|.listen: expected ADDRESS:PORT such as 0.0.0.0:7117,"
                        + " found 127.0.0.1:99999",
                "{'token': '0123456789abcdef'}|.token: expected one of hosts, ingest_token_env,"
                        + " ingest_token_file, listen, proxy, token_env, token_file, found another"
                        + " name",
                "{'token_env': 'OTHER'}|.token_env: expected a variable that is set, found OTHER",
                "{'token_env': 'SHORT'}|.token_env: expected a token of at least 16 characters,"
                        + " such as openssl rand -hex 32 makes, found one of 15",
                "{'token_file': '/nowhere/token'}|.token_file: expected a file that can be read,"
                        + " found /nowhere/token",
                "{'proxy': {'addresses': ['here'], 'user_header': 'X'}}"
                        + "|.proxy.addresses: expected some such as 10.0.0.0/8, found [here]",
                "{'proxy': {'addresses': ['10.0.0.0/8']}}|.proxy.user_header: expected a name such"
                        + " as X-Forwarded-User, found nothing",
            })
    void what_is_wrong_is_said_in_a_line(String json, String error) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m.json: server" + error);
    }
}
