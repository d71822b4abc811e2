package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.programs.JvmProgram;
import dev.tidemark.testkit.programs.JvmPrograms;
import dev.tidemark.testkit.programs.JvmRuntime;
import dev.tidemark.testkit.programs.ProgramForm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hunt -- java ...}: the program is started, worked with by requests, and ended. */
class JvmHuntLiveTest {
    /**
     * Old objects are sampled by chance: with a sample of ours the line is known, else the file.
     */
    private static final String MADE_BY_A_LINE =
            "made by      Portfolios.open (com/example/prices/Portfolios.java:17)";

    private static final String MADE_BY_A_FILE =
            "lambda in Portfolios (com/example/prices/Portfolios.java)";

    @TempDir private Path folder;

    @Test
    void a_leak_in_a_program_that_we_start_is_named_with_its_holder_first() throws Exception {
        Cli.Result result = hunt(ProgramForm.LEAKING, "listeners");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "1  listeners in PriceFeed.listeners are never removed",
                        "+1.00 com.example.prices.Portfolios$$Lambda per request",
                        "static com.example.prices.PriceFeed.NORDIC",
                        "source.removeListener(listener);",
                        "the class histogram agrees: com.example.prices.Portfolios$$Lambda +1.00 per")
                .containsAnyOf(MADE_BY_A_LINE, MADE_BY_A_FILE)
                .doesNotContain("\n2  ", "nothing was removed");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    @Test
    void the_same_program_fixed_is_not_accused() throws Exception {
        Cli.Result result = hunt(ProgramForm.FIXED, "listeners");

        assertThat(result.exitCode()).as(result.out()).isIn(0, 4);
        assertThat(result.out()).startsWith("VERDICT");
    }

    private Cli.Result hunt(ProgramForm form, String pattern) throws Exception {
        List<JvmProgram> programs =
                JvmPrograms.of(form).stream()
                        .filter(program -> program.pattern().equals(pattern))
                        .toList();
        Path classes = JvmPrograms.compile(form, folder.resolve("programs"));
        List<String> words =
                Stream.of(
                                List.of("hunt", "--no-report", "--operations", "150"),
                                List.of("--load", "/item/{n}", "--"),
                                List.of(JvmRuntime.current().executable().toString(), "-Xmx128m"),
                                JvmPrograms.arguments(classes, programs))
                        .flatMap(List::stream)
                        .toList();
        return new Cli(folder).run(words.toArray(String[]::new));
    }
}
