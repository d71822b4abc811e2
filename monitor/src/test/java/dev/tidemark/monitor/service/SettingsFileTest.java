package dev.tidemark.monitor.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.monitor.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
    private static final Path DATA = Path.of("data");

    @Test
    void without_settings_everything_is_as_usual() throws IOException {
        MonitorSettings settings = SettingsFile.EMPTY.in(DATA);

        assertThat(settings.server().listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.store().location())
                .isEqualTo(new StoreLocation.Embedded(DATA.resolve("store")));
        assertThat(settings.deliveries().channels()).isEmpty();
        assertThat(settings.evidence().folder()).isEqualTo(DATA.resolve("evidence"));
    }

    @Test
    void what_is_wrong_is_told_in_one_line_with_its_place() {
        assertWrong(
                "{\"server\": {},\n \"sorces\": {}}", "m.json: line 2: sorces: expected one of");
        assertWrong(
                """
                {"deliveries": {
                   "page": "https://tidemark.example/",
                   "channels": [
                     {"type": "slack",
                      "colour": "red"}]}}
                """,
                "m.json: line 5: deliveries.channels[0].colour: ");
        assertWrong("{\"evidence\": {\n\n \"wen\": 1}}", "m.json: line 3: evidence.wen: ");
        assertWrong("{\"alerts\": {\"hold\": \"soon\"}}", "m.json", "hold", "soon");
        assertWrong("{\"store\": {\"keep\": {\"hours\": \"1d\"}}}", "m.json", "store.keep");
        assertWrong("{\"store\": {\"at\": \"postgresql://\"}}", "m.json", "store");
        assertWrong("{\n  \"store\": [1,\n}", "m.json", "line 3");
        assertWrong("[]", "m.json", "expected names with values");
    }

    private static void assertWrong(String text, String... parts) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> parse(text))
                .satisfies(error ->
                        assertThat(error.getMessage()).contains(parts).doesNotContain("\n"));
    }

    private static MonitorSettings parse(String text) throws IOException {
        return SettingsFile.parse(text, "m.json").in(DATA);
    }
}
