package dev.tidemark.cli;

import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.cli.terminal.Terminal;
import dev.tidemark.report.Ink;
import dev.tidemark.report.JsonReport;
import dev.tidemark.report.TextReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a command's result is printed: text for a person, or one JSON document. */
final class Output {
    private final Terminal terminal = Terminal.system();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli itself answers it
    private boolean help;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    /** Prints the result, in the one form that is asked for. */
    void print(Function<TextReport, String> asText, Function<JsonReport, String> asJson) {
        if (json) {
            terminal.out().println(asJson.apply(new JsonReport(Version.current())));
        } else {
            terminal.out().print(asText.apply(new TextReport(terminal.ink())));
        }
        terminal.out().flush();
    }

    /** Writes the result to a file, in the same form, and nothing to stdout. */
    void write(Path file, Function<TextReport, String> asText, Function<JsonReport, String> asJson)
            throws IOException {
        String content =
                json
                        ? asJson.apply(new JsonReport(Version.current())) + System.lineSeparator()
                        : asText.apply(new TextReport(Ink.PLAIN));
        WholeFile.write(content.getBytes(StandardCharsets.UTF_8), file);
    }

    /** Tells what makes the result poorer than it could be; not a part of the result. */
    void warn(List<String> warnings) {
        warnings.forEach(warning -> terminal.err().println("tidemark: " + Plain.text(warning)));
        terminal.err().flush();
    }

    Progress progress() {
        return terminal.progress();
    }

    Terminal terminal() {
        return terminal;
    }

    boolean isJson() {
        return json;
    }
}
