package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands fail: one line that says what is wrong, and the exit code that scripts rely on. */
class CommandsTest {
    @TempDir private Path folder;

    private Cli tidemark;

    @BeforeEach
    void prepare() {
        tidemark = new Cli(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nosuch",
                "summary",
                "summary --top many a.heapsnapshot",
                "diff a.heapsnapshot",
                "why a.heapsnapshot",
                "redact a.heapsnapshot",
                "open",
                "open --port x a.heapsnapshot",
                "hunt",
                "hunt 1 2",
                "hunt not-a-target",
                "hunt --snapshots 1 4242",
                "hunt --load /x --exercise true 4242",
                "hunt --interval soon 4242",
                "watch",
                "judge",
                "profile",
                "profile 1 2",
                "profile --diff a.pb.gz",
                "profile --exact 4242",
                "profile --alive --all 4242",
                "profile --out a.txt 4242",
                "profile --interval 0 4242",
                "gate",
                "gate a.mjs b.mjs",
                "gate --http /x",
                "gate --jvm-class com.acme.Shop a.mjs",
                "gate --undecided maybe a.mjs"
            })
    void a_wrong_command_line_exits_with_2(String line) throws Exception {
        Cli.Result result = tidemark.run(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("tidemark: ").contains("--help");
        assertNoStackTrace(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary nowhere.heapsnapshot | nowhere.heapsnapshot: no such file",
                "explain nowhere.heapsnapshot | nowhere.heapsnapshot: no such file",
                "diff nowhere.heapsnapshot nowhere.heapsnapshot | no such file",
                "why nowhere.heapsnapshot @1 | no such file",
                "summary text.txt | at byte 0",
                "judge nowhere.csv | nowhere.csv: no such file",
                "judge text.txt | text.txt: line 1: expected a header with a time column",
                "summary empty.heapsnapshot | empty.heapsnapshot",
                "hunt 999999999 | process 999999999",
                "watch 999999999 | process 999999999",
                "snapshot 999999999 | process 999999999",
                "profile nowhere.pb.gz | nowhere.pb.gz: no such file",
                "profile text.txt | text.txt: expected outer;inner BYTES in line 1",
                "profile --diff text.txt text.txt | text.txt: expected",
                "profile cut.heapprofile | cut.heapprofile: at byte",
                "profile 999999999 | process 999999999",
                "hunt --load /x -- no-such-program-here | no-such-program-here",
                "gate nowhere.mjs | nowhere.mjs: expected a module that exports iteration(), found no file",
                "gate --java no-such-program-here --jvm-class com.acme.Shop | no-such-program-here"
            })
    void what_cannot_be_used_exits_with_3_and_one_line(String line, String said) throws Exception {
        Files.writeString(folder.resolve("text.txt"), "no snapshot\n");
        Files.createFile(folder.resolve("empty.heapsnapshot"));
        Files.writeString(folder.resolve("cut.heapprofile"), "{\"head\":{\"callFrame\":{");

        Cli.Result result = tidemark.run(line.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("tidemark: ").hasLineCount(1).contains(said);
        assertNoStackTrace(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "hunt",
                "ps",
                "watch",
                "judge",
                "snapshot",
                "summary",
                "diff",
                "why",
                "explain",
                "open",
                "redact",
                "profile",
                "gate"
            })
    void every_command_explains_itself(String command) throws Exception {
        Cli.Result result = tidemark.run(command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Usage: tidemark " + command, "--json");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    @Test
    void the_processes_of_this_machine_are_listed_as_json() throws Exception {
        Cli.Result result = tidemark.run("ps", "--json", "--all");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("{\"schema\":\"ps/1\"").hasLineCount(1);
        assertThat(result.out()).contains(Long.toString(ProcessHandle.current().pid()));
    }

    private static void assertNoStackTrace(Cli.Result result) throws IOException {
        assertThat(result.err()).doesNotContain("\tat ", "Exception");
    }
}
