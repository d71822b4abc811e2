package dev.tidemark.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.monitor.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class StoreSectionTest {
    private static final Path FOLDER = Path.of("data/store");

    @Test
    void without_settings_it_is_a_folder_and_readings_are_kept_for_a_week() {
        assertThat(read("{}"))
                .isEqualTo(
                        new StoreSection(new StoreLocation.Embedded(FOLDER), Retention.standard()));
    }

    @Test
    void a_server_is_named_by_its_url_and_its_password_comes_from_the_environment() {
        StoreSection section =
                read(
                        """
                        {"at": "postgresql://me@db:5433/monitor?sslmode=require",
                         "password_env": "PASSWORD", "keep": {"readings": "2d"}}\
                        """);

        assertThat(section.location())
                .isEqualTo(
                        new StoreLocation.Postgres(
                                "jdbc:postgresql://db:5433/monitor?sslmode=require",
                                Optional.of("me"),
                                Optional.of("swordfish")));
        assertThat(section.toString()).doesNotContain("swordfish");
        assertThat(section.retention().raw()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void what_is_wrong_is_told_in_one_line() {
        assertThatThrownBy(() -> read("{\"keep\": {\"readings\": \"100d\"}}"))
                .hasMessage(
                        "monitor.json: store.keep.readings: expected at most five_minutes, and that at most hours, found PT2400H, PT2160H, PT9600H");
        assertThatThrownBy(() -> read("{\"at\": \"postgresql://me:secret@db\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "monitor.json: store: the store's URL: expected postgresql://USER@HOST:PORT/DATABASE")
                .hasMessageNotContaining("secret");
    }

    private static StoreSection read(String json) {
        Map<String, String> environment = Map.of("PASSWORD", "swordfish");
        return StoreSection.of(
                new Section(
                        new ObjectMapper().readTree(json), "monitor.json: store", environment::get),
                FOLDER);
    }
}
