package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void version_is_one_line_that_starts_with_the_name() {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Main.commandLine(Terminal.system()).setOut(new PrintWriter(out));

        int exitCode = commandLine.execute("--version");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("tidemark ").hasLineCount(1);
    }

    @Test
    void an_unknown_option_is_a_usage_error() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(Terminal.system()).setErr(new PrintWriter(err));

        assertThat(commandLine.execute("--no-such-option")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
    }
}
