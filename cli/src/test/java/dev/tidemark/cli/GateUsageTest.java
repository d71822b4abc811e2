package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines of a gate that say too little or too much. */
class GateUsageTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --chrome a.mjs                          | --chrome: expected a URL or chrome:PORT/part-of-url, found a.mjs; where there is none, name the scenario before --chrome
                    a.mjs --browser chromium                | --browser: expected --chrome, too, found none
                    a.mjs --chrome chrome:9222/ --browser x | --browser: expected no chrome:9222/, which runs already, found it
                    --jvm-class A --chrome                  | --chrome: expected a module for Node.js, found another scenario
                    --attach jvm:1                          | --attach: expected --output FILE, since stdout has the commands; found none
                    --attach jvm:1 --chrome --output r      | --attach: expected one scenario, found another, too
                    a.mjs --concurrency 0                   | --concurrency: expected at least 1, found 0
                    """)
    void what_is_expected_is_told_in_one_line(String words, String line) throws Exception {
        Cli.Result result = new Cli(folder).run(("gate " + words).split(" +"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("tidemark: " + line);
    }
}
