package dev.tidemark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A first hunt, in a service that comes with Tidemark. */
@Command(
        name = "demo",
        header = "Hunts the leaks of a bundled web service.",
        description = {
            "Takes about half a minute. Without --jvm it needs Node.js on the PATH. Prints the hunt",
            "command line that it stands for."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int WIDTH = 100;
    private static final String CONTINUED = " \\";

    @Spec private CommandSpec spec;

    @Mixin private final Output output = new Output();

    @Option(names = "--jvm", description = "A ferry line on the JVM instead of a shop on Node.js.")
    private boolean jvm;

    @Option(names = "--report", paramLabel = "FILE", description = "The HTML report.")
    private @Nullable Path report;

    @Option(names = "--no-report", description = "Write no HTML report.")
    private boolean noReport;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("tidemark-demo-");
        DemoProgram program = jvm ? new DemoFerry() : new DemoShop();
        DemoFiles.unpack(program.resource(), folder);
        List<String> hunt = hunt(program.load(), program.command(folder));
        if (!output.isJson()) {
            spec.commandLine().getOut().println(shown(hunt) + "\n");
        }
        CommandLine tidemark = spec.parent().commandLine();
        return tidemark.execute(hunt.toArray(String[]::new));
    }

    /** The command line as it can be typed, in several lines if one is too long. */
    private static String shown(List<String> hunt) {
        StringBuilder lines = new StringBuilder("$ tidemark");
        int column = lines.length();
        for (String word : hunt.stream().map(Names::quoted).toList()) {
            if (column + 1 + word.length() + CONTINUED.length() > WIDTH) {
                lines.append(CONTINUED).append("\n   ");
                column = 3;
            }
            lines.append(' ').append(word);
            column += 1 + word.length();
        }
        return lines.toString();
    }

    private List<String> hunt(String load, List<String> command) {
        List<String> words = new ArrayList<>(List.of("hunt"));
        if (output.isJson()) {
            words.add("--json");
        }
        if (report != null) {
            words.addAll(List.of("--report", report.toString()));
        }
        if (noReport) {
            words.add("--no-report");
        }
        words.addAll(List.of("--load", load, "--"));
        words.addAll(command);
        return words;
    }
}
