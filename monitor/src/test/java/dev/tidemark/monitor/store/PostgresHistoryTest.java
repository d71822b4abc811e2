package dev.tidemark.monitor.store;

import static dev.tidemark.monitor.store.StoreRig.START;
import static dev.tidemark.monitor.store.StoreRig.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresHistoryTest extends HistoryKit {
    private static @Nullable PostgresServer server;

    private @Nullable String url;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void endServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Database database() throws StoreException {
        try {
            if (url == null) {
                url = server().newDatabase();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return Store.database(StoreLocation.of(url, Optional.empty()));
    }

    @Test
    void while_the_server_is_away_readings_wait_and_then_they_are_written() throws Exception {
        StoreRig rig = rig();
        int process = rig.process("a");
        rig.append(process, Signal.RSS, START, 1);
        rig.store().step();
        server().down();
        try {
            rig.append(process, Signal.RSS, START + 15_000, 2);
            int born = rig.process("born while it was away");
            rig.append(born, Signal.RSS, START + 15_000, 3);
            rig.store().step();
            Document alert = new Document(Kind.ALERT, "a-1", true, START, "{}");
            rig.store().documents().write(List.of(alert));
            rig.store().step();

            assertThat(rig.history().trouble())
                    .startsWith("postgresql://127.0.0.1:")
                    .endsWith("; 2 readings wait in memory, 0 had to be dropped");
            assertThat(rig.read(process, Signal.RSS)).hasSize(2);
            assertThat(rig.store().documents().open(Kind.ALERT)).containsExactly(alert);
            server().up();
            rig.store().step();

            assertThat(rig.history().trouble()).isEmpty();
            rig.restart();
            assertThat(rig.read(process, Signal.RSS))
                    .containsExactly(point(START, 1), point(START + 15_000, 2));
            assertThat(rig.read(born, Signal.RSS)).containsExactly(point(START + 15_000, 3));
            assertThat(rig.store().documents().open(Kind.ALERT)).containsExactly(alert);
        } finally {
            server().up();
        }
    }

    @Test
    void a_second_monitor_is_told_that_there_is_one() {
        assertThatThrownBy(() ->
                        Store.open(
                                StoreLocation.of(String.valueOf(url), Optional.empty()),
                                Retention.standard()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expected to be its only monitor, found that another one");
    }

    @Test
    void a_server_that_is_not_there_is_told_in_one_line() {
        assertThatThrownBy(() ->
                        Store.open(
                                StoreLocation.of(
                                        "postgresql://me@127.0.0.1:1/x", Optional.of("secret")),
                                Retention.standard()))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("postgresql://127.0.0.1:1/x: Connection to 127.0.0.1:1")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    private static PostgresServer server() {
        return Objects.requireNonNull(server);
    }
}
