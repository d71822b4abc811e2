package dev.tidemark.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java programs are compiled, started, spoken to, and ended. */
class JvmProcessTest {
    private static final String ECHO =
            """
            import java.util.Scanner;

            public class Echo {
                public static void main(String[] arguments) {
                    System.out.println("ready " + System.getProperty("java.specification.version"));
                    Scanner lines = new Scanner(System.in);
                    while (lines.hasNextLine()) {
                        System.out.println("done " + lines.nextLine() + arguments[0]);
                    }
                }
            }
            """;

    @TempDir private Path folder;

    static List<JvmRuntime> installed() {
        return JvmRuntime.all();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void every_installed_jvm_runs_a_program_that_answers(JvmRuntime jvm) throws IOException {
        Path source = Files.writeString(folder.resolve("Echo.java"), ECHO);
        JvmProcess process = jvm.start(source, List.of("-Xmx32m"), "!");
        try (process) {
            assertThat(process.ready()).isEqualTo("ready " + jvm.major());
            assertThat(process.ask("hello")).isEqualTo("done hello!");
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void the_jvm_that_runs_us_comes_first() {
        assertThat(installed().getFirst()).isEqualTo(JvmRuntime.current());
    }

    @Test
    void a_program_that_fails_at_its_start_says_why() throws IOException {
        Path source =
                Files.writeString(
                        folder.resolve("Broken.java"),
                        "class Broken { public static void main(String[] a) { throw new Error(\"no disk\"); } }");

        assertThatThrownBy(() -> JvmRuntime.current().start(source, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Broken.java")
                .hasMessageContaining("no disk");
    }

    @Test
    void a_program_that_does_not_compile_says_where() throws IOException {
        Path source = Files.writeString(folder.resolve("Typo.java"), "class Typo { int i = x; }");

        assertThatThrownBy(() -> JvmRuntime.current().compile(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Typo.java")
                .hasMessageContaining("cannot find symbol");
    }
}
