package dev.tidemark.cli;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.JvmObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read snapshot files, on three snapshots of a process that leaks sessions. */
class SnapshotFilesTest {
    @TempDir private Path folder;

    private Cli tidemark;

    @BeforeEach
    void takeSnapshots() {
        tidemark = new Cli(folder);
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/sessions.js").variable("sessions", sessions);
        for (int snapshot = 1; snapshot <= 3; snapshot++) {
            for (int i = 0; i < 100; i++) {
                sessions.put("sid-" + snapshot + "-" + i, process.instance("Session", 64));
            }
            process.snapshot().writeTo(folder.resolve(snapshot + ".heapsnapshot"));
        }
    }

    @Test
    void summary_lists_types_and_the_objects_that_retain_most() throws Exception {
        Cli.Result result = tidemark.run("summary", "--all", "--json", "3.heapsnapshot");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("{\"schema\":\"summary/1\"")
                .contains("{\"name\":\"Session\",\"count\":300,")
                .contains("sessions : Map");
    }

    @Test
    void explain_writes_its_findings_for_code_scanning_too() throws Exception {
        Files.createDirectory(folder.resolve(".git"));
        Files.writeString(folder.resolve("sessions.js"), "const sessions = new Map();");

        Cli.Result result =
                tidemark.run(
                        "explain",
                        "--sarif",
                        "leaks.sarif",
                        "1.heapsnapshot",
                        "2.heapsnapshot",
                        "3.heapsnapshot");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("leaks.sarif")))
                .contains("\"ruleId\":\"unbounded-collection\"")
                .contains("{\"uri\":\"sessions.js\",\"uriBaseId\":\"%SRCROOT%\"}");
    }

    @Test
    void a_folder_that_is_missing_is_told_before_the_work() throws Exception {
        Cli.Result result =
                tidemark.run("explain", "--sarif", "none/leaks.sarif", "1.heapsnapshot");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("none/leaks.sarif: expected a folder to write it into");
    }

    @Test
    void diff_shows_what_grows_by_path_and_by_type() throws Exception {
        Cli.Result result =
                tidemark.run("diff", "1.heapsnapshot", "2.heapsnapshot", "3.heapsnapshot");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("module sessions.js > sessions : Map > [*] : Session")
                .contains("100 -> 200 -> 300 objects")
                .containsPattern("100 -> 200 -> 300 .* Session\n");
    }

    @Test
    void why_finds_objects_by_type_and_by_path() throws Exception {
        Cli.Result byType = tidemark.run("why", "2.heapsnapshot", "Session");
        Cli.Result byPath =
                tidemark.run("why", "2.heapsnapshot", "module sessions.js > sessions > [*]");

        assertThat(byType.exitCode()).as(byType.err()).isZero();
        assertThat(byType.out())
                .startsWith("Session: 200 objects")
                .contains("200 objects held by")
                .contains("module sessions.js > sessions : Map > [*] : Session");
        assertThat(byPath.out()).contains("200 objects held by");
    }

    @Test
    void what_soft_references_refer_to_is_held_only_when_asked_for() throws Exception {
        HotSpotHeap jvm = new HotSpotHeap();
        JvmObject thumbnail = jvm.instance("shop.Thumbnail");
        JvmObject reference = jvm.instance("java.lang.ref.SoftReference");
        jvm.type("shop.Cache").set("last", reference.set("referent", thumbnail));
        jvm.dump().writeTo(folder.resolve("shop.hprof"));

        Cli.Result weakly = tidemark.run("why", "shop.hprof", "shop.Thumbnail");
        Cli.Result softly =
                tidemark.run("why", "--referents", "soft", "shop.hprof", "shop.Thumbnail");

        assertThat(weakly.out()).doesNotContain("shop.Cache");
        assertThat(softly.out()).contains("shop.Cache.last");
    }

    @Test
    void every_command_says_where_a_dump_was_cut_and_what_that_means() throws Exception {
        HotSpotHeap jvm = new HotSpotHeap();
        jvm.type("shop.Cache").set("last", jvm.instance("shop.Thumbnail"));
        byte[] whole = jvm.dump().toBytes();
        Files.write(folder.resolve("cut.hprof"), Arrays.copyOf(whole, whole.length - 40));

        for (String[] command :
                new String[][] {
                    {"why", "cut.hprof", "shop.Thumbnail"},
                    {"diff", "cut.hprof", "cut.hprof"},
                    {"explain", "cut.hprof", "cut.hprof"}
                }) {
            assertThat(tidemark.run(command).err())
                    .as(command[0])
                    .contains("cut.hprof: cut short at byte ")
                    .contains("may look like growth");
        }
        assertThat(tidemark.run("summary", "cut.hprof").out()).contains("cut short at byte ");
    }

    @Test
    void explain_names_the_holder_and_exits_with_1() throws Exception {
        Cli.Result result =
                tidemark.run(
                        "explain",
                        "--steps",
                        "100",
                        "1.heapsnapshot",
                        "2.heapsnapshot",
                        "3.heapsnapshot");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("VERDICT  leaking")
                .contains("module sessions.js > sessions : Map")
                .contains("+1.00 Session per operation");
    }

    @Test
    void one_snapshot_is_not_enough_to_decide() throws Exception {
        Cli.Result result = tidemark.run("explain", "1.heapsnapshot");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
        assertThat(result.out()).startsWith("VERDICT  undecided");
    }
}
