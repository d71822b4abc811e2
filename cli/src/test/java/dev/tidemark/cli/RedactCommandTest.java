package dev.tidemark.cli;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.NodeHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code redact}, on three snapshots of a process that leaks sessions. */
class RedactCommandTest {
    private static final String[] SNAPSHOTS = {
        "1.heapsnapshot", "2.heapsnapshot", "3.heapsnapshot"
    };

    @TempDir private Path folder;

    private Cli tidemark;

    @BeforeEach
    void takeSnapshots() throws Exception {
        tidemark = new Cli(folder);
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/sessions.js").variable("sessions", sessions);
        for (int snapshot = 0; snapshot < SNAPSHOTS.length; snapshot++) {
            for (int i = 0; i < 100; i++) {
                sessions.put("sid-" + snapshot + "-" + i, process.instance("Session", 64));
            }
            process.snapshot().writeTo(folder.resolve(SNAPSHOTS[snapshot]));
        }
        Files.createDirectory(folder.resolve("redacted"));
    }

    @Test
    void redacted_snapshots_are_explained_in_the_same_words() throws Exception {
        Cli.Result redacted =
                tidemark.run("redact", SNAPSHOTS[0], SNAPSHOTS[1], SNAPSHOTS[2], "redacted");
        assertThat(redacted.exitCode()).as(redacted.err()).isZero();
        assertThat(redacted.out()).contains("  gone   ").contains("  stays  ");

        String before = explain("");
        String after = explain("redacted/");

        assertThat(before).contains("sessions : Map");
        assertThat(after).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("redacted").resolve(SNAPSHOTS[2])))
                .doesNotContain("sid-");
    }

    private String explain(String of) throws Exception {
        String[] files = Arrays.stream(SNAPSHOTS).map(name -> of + name).toArray(String[]::new);
        Cli.Result result = tidemark.run("explain", files[0], files[1], files[2], "--json");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        return result.out();
    }

    @Test
    void a_file_that_is_there_is_replaced_only_if_it_is_said() throws Exception {
        Path out = Files.writeString(folder.resolve("out.heapsnapshot"), "mine");

        Cli.Result refused = tidemark.run("redact", SNAPSHOTS[0], "out.heapsnapshot");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .isEqualTo(
                        "tidemark: out.heapsnapshot: is there already. Choose another name, or"
                                + " replace it with --force.\n");
        assertThat(out).hasContent("mine");
        assertThat(tidemark.run("redact", "--force", SNAPSHOTS[0], "out.heapsnapshot").exitCode())
                .isZero();
        Cli.Result same = tidemark.run("redact", "--force", SNAPSHOTS[0], SNAPSHOTS[0]);
        assertThat(same.exitCode()).isEqualTo(3);
        assertThat(same.err()).contains("another file than the snapshot itself");
    }

    @Test
    void a_cut_snapshot_ends_with_one_line_and_without_a_file() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve(SNAPSHOTS[0]));
        Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));

        Cli.Result result = tidemark.run("redact", "cut", "redacted/out.heapsnapshot");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(folder.resolve("redacted")).isEmptyDirectory();
    }

    @Test
    void several_files_need_a_folder() throws Exception {
        Cli.Result result = tidemark.run("redact", SNAPSHOTS[0], SNAPSHOTS[1], "none");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("expected a folder behind several files, found none");
    }
}
