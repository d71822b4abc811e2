package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final byte[] PAGE = {1, 2, 3};

    @TempDir private Path folder;

    @Test
    void a_file_is_replaced_as_a_whole_and_nothing_stays_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "of yesterday");

        WholeFile.write(PAGE, file);

        assertThat(file).hasBinaryContent(PAGE);
        assertThat(folder)
                .isDirectoryContaining(file::equals)
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_missing_folder_is_named_and_gets_no_half_file() {
        Path file = folder.resolve("missing/report.html");

        assertThatThrownBy(() -> WholeFile.write(PAGE, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found none called " + folder.resolve("missing"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_is_no_file_is_not_replaced() throws IOException {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> WholeFile.write(PAGE, socket))
                    .hasMessageContaining("found a device or the like");
            assertThatThrownBy(() -> WholeFile.write(PAGE, folder))
                    .hasMessageContaining("found a folder");
            assertThat(socket).exists();
            assertThat(Files.isRegularFile(socket)).isFalse();
        }
    }
}
