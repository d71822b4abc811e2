package dev.tidemark.monitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a monitor under load, again and again on the same store. {@code -Dtidemark.kills=100} for
 * more than the few times of every build.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("tidemark.kills", 8);
    private static final int SERVER_KILLS = Integer.getInteger("tidemark.kills", 3);

    @TempDir private Path folder;

    @Test
    void killed_at_any_moment_the_embedded_store_has_all_that_it_said_it_has() throws Exception {
        String store = folder.resolve("store").toString();
        long kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            kept = killOnce(store, kept, kill);
            String file = "jdbc:sqlite:" + folder.resolve("store/monitor.db");
            try (Connection connection = DriverManager.getConnection(file);
                    ResultSet answer =
                            connection.createStatement().executeQuery("PRAGMA integrity_check")) {
                assertThat(answer.getString(1)).as("after kill %d", kill).isEqualTo("ok");
            }
        }
    }

    @Test
    void killed_at_any_moment_a_store_on_a_server_has_all_that_it_said_it_has() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            String store = server.newDatabase();
            long kept = 0;
            for (int kill = 0; kill < SERVER_KILLS; kill++) {
                kept = killOnce(store, kept, kill);
            }
        }
    }

    /** Returns how many readings there are afterwards, all of which were checked. */
    private static long killOnce(String store, long before, int kill) throws Exception {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWriter.class.getName(),
                                store,
                                String.valueOf(before))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long said = before;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
            int lines = 100 + new Random(kill).nextInt(200);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said = Math.max(said, Long.parseLong(line));
                lines--;
                if (lines <= 0 && said > before) {
                    writer.toHandle()
                            .destroyForcibly(); // unlike the process, leaves the stream open
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor()).as("killed by SIGKILL").isEqualTo(137);
        assertThat(said).as("it got to work before kill %d", kill).isGreaterThan(before);
        long found = check(store, kill);
        assertThat(found).as("readings after kill %d", kill).isGreaterThanOrEqualTo(said);
        return found;
    }

    /** Every reading is right, and none is missing before the last one. */
    private static long check(String location, int kill) throws IOException {
        try (Store store = KilledWriter.open(location)) {
            long found = 0;
            for (int process = 0; process < KilledWriter.PROCESSES; process++) {
                List<Point> points =
                        store.history()
                                .read(process, Signal.RSS, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
                for (int i = 0; i < points.size(); i++) {
                    long n = (long) i * KilledWriter.PROCESSES + process;
                    if (!points.get(i).equals(StoreRig.point(KilledWriter.millis(n), (double) n))) {
                        throw new AssertionError(
                                "kill %d: reading %d is %s".formatted(kill, n, points.get(i)));
                    }
                }
                found += points.size();
            }
            assertThat(store.counts().damaged()).isZero();
            assertThat(store.history().trouble()).isEmpty();
            return found;
        }
    }
}
