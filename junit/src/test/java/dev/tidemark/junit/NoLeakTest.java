package dev.tidemark.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.TestAbortedException;

/** With a program in Tidemark's place that asks for two rounds of operations. */
class NoLeakTest {
    private static final AtomicInteger DONE = new AtomicInteger();

    @TempDir private Path folder;

    @AfterEach
    void forgetTheTool() {
        System.clearProperty("tidemark");
        System.clearProperty("tidemark.missing");
        System.clearProperty("tidemark.options");
        DONE.set(0);
    }

    @Test
    void an_operation_that_does_not_leak_is_done_as_often_as_it_is_asked_for() throws IOException {
        tool("no leak found", 0);

        Leaks.assertNone(DONE::incrementAndGet);

        assertThat(DONE).hasValue(5);
    }

    @Test
    void a_leak_fails_with_the_text_of_the_finding() throws IOException {
        tool("leaking: static com.acme.Registry.byName", 1);

        assertThatThrownBy(() -> Leaks.assertNone("checkout", DONE::incrementAndGet))
                .isInstanceOf(AssertionError.class)
                .hasMessage("checkout\nleaking: static com.acme.Registry.byName\n");
    }

    @Test
    void what_is_undecided_fails_unless_it_may_pass() throws IOException {
        tool("undecided", 4);

        assertThatThrownBy(() -> Leaks.assertNone(DONE::incrementAndGet))
                .isInstanceOf(AssertionError.class);
        assertThatCode(() ->
                        new Gate("a", "60s", NoLeak.Undecided.PASSES).check(DONE::incrementAndGet))
                .doesNotThrowAnyException();
    }

    @Test
    void what_an_operation_throws_is_the_failure_of_the_test() throws IOException {
        tool("none", 0);

        assertThatThrownBy(() ->
                        Leaks.assertNone(() -> {
                            throw new IOException("no bed");
                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("no bed");
    }

    @Test
    void the_program_gets_the_options_that_are_set() throws IOException {
        tool("no leak found", 0);
        System.setProperty("tidemark.options", " --baseline known.json  --write-baseline ");

        Leaks.assertNone("checkout", DONE::incrementAndGet);

        assertThat(folder.resolve("arguments"))
                .content()
                .endsWith("--name checkout --budget 60s --baseline known.json --write-baseline\n");
    }

    @Test
    void a_missing_program_fails_or_aborts_the_test_with_one_line() {
        System.setProperty("tidemark", folder.resolve("none").toString());
        assertThatThrownBy(() -> Leaks.assertNone(DONE::incrementAndGet))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "none: expected the program that looks for leaks, found none");

        System.setProperty("tidemark.missing", "skip");
        assertThatThrownBy(() -> Leaks.assertNone(DONE::incrementAndGet))
                .isInstanceOf(TestAbortedException.class);
    }

    @Test
    void a_test_method_is_repeated_and_set_up_once() throws IOException {
        tool("no leak found", 0);

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Marked.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));

        assertThat(DONE).hasValue(1 + 5);
    }

    /** Only for the test above: without a program in Tidemark's place it is no test. */
    @EnabledIfSystemProperty(named = "tidemark", matches = ".+")
    static final class Marked {
        @NoLeak
        @Test
        void does_one_thing() {
            DONE.incrementAndGet();
        }
    }

    private void tool(String text, int exitCode) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("tool"),
                        """
                        #!/bin/sh
                        expect() { read -r found; [ "$found" = "tidemark-gate: $1" ] || exit 3; }
                        echo "$*" > "${0%%/*}/arguments"
                        case "$*" in "gate --attach jvm:"*" --output "*) ;; *) exit 3 ;; esac
                        expect ready; echo 'run 3'; expect 'done 3'; echo 'run 2'; expect 'done 2'
                        echo end; expect ended
                        echo '%s' > "$5"
                        exit %d
                        """
                                .formatted(text, exitCode));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        System.setProperty("tidemark", file.toString());
    }
}
