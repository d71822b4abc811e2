package dev.tidemark.monitor.store;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryTest extends HistoryKit {
    @TempDir private Path temporary;

    @Override
    Database database() throws StoreException {
        return SqliteDatabase.in(folder());
    }

    @Test
    void its_files_are_for_their_owner_alone() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder()))
                .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(4); // lock, database, its journal and index of that
            for (Path each : all) {
                assertThat(Files.getPosixFilePermissions(each))
                        .as(each.toString())
                        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
            }
        }
    }

    @Test
    void a_second_monitor_is_told_who_has_the_store() {
        assertThatThrownBy(this::database)
                .isInstanceOf(StoreException.class)
                .hasMessageMatching(
                        "\\Q%s\\E: expected to be its only monitor, found process %d since \\S+Z\\. Stop that one, or give this one another folder\\."
                                .formatted(folder(), ProcessHandle.current().pid()));
    }

    @Test
    void a_file_that_is_no_database_is_told_as_that() throws IOException {
        Path other = temporary.resolve("other");
        Files.createDirectories(other);
        Files.writeString(other.resolve("monitor.db"), "something else entirely".repeat(100));

        assertThatThrownBy(
                        () -> Store.open(new StoreLocation.Embedded(other), Retention.standard()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("monitor.db: expected an SQLite database, found damage")
                .hasMessageContaining("move the file away");
    }

    private Path folder() {
        return temporary.resolve("a/store");
    }
}
