package dev.tidemark.cli;

import dev.tidemark.cli.hunt.HttpLoad;
import dev.tidemark.cli.hunt.LoadUrls;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.cli.terminal.Terminal;
import dev.tidemark.gate.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a gate examines: a module, a class, or a server that gets requests. */
final class ScenarioOptions {
    private static final String HTTP = "--http";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "A module for Node.js; or, after --, the command that starts a server.")
    private List<String> words = List.of();

    @Option(
            names = HTTP,
            paramLabel = "URL",
            description =
                    "A request is an operation; {n} is its number. A path alone means the port that the "
                            + "server listens on. Several take turns.")
    private List<String> urls = List.of();

    @Mixin private final Concurrency concurrency = new Concurrency();

    @Mixin private final ChromeOptions chrome = new ChromeOptions();

    @Option(
            names = "--jvm-class",
            paramLabel = "NAME",
            description = "A class with a method iteration(), run in a JVM of its own.")
    private @Nullable String jvmClass;

    @Option(
            names = {"-cp", "--class-path"},
            paramLabel = "PATH",
            defaultValue = ".",
            description = "Class path of that JVM (default: ${DEFAULT-VALUE}).")
    private String classPath;

    @Option(
            names = "--java",
            paramLabel = "PROGRAM",
            defaultValue = "java",
            split = " +",
            description =
                    "That JVM, with options, such as 'java -Xmx256m' (default: ${DEFAULT-VALUE}).")
    private List<String> java = List.of();

    @Option(
            names = "--node",
            paramLabel = "PROGRAM",
            defaultValue = "node",
            description = "The Node.js that runs the module (default: ${DEFAULT-VALUE}).")
    private String node;

    @Option(
            names = "--attach",
            paramLabel = "TARGET",
            description =
                    "A process that does operations when it is told run N on our stdout, and answers on our "
                            + "stdin: for the libraries for test runners. Needs --output.")
    private @Nullable String attach;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Names the scenario in reports and in the baseline.")
    private @Nullable String name;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report there instead of to stdout.")
    private @Nullable Path file;

    /** Fails unless there is one scenario. */
    void check() {
        concurrency.check();
        chrome.check();
        if (attach != null) {
            checkAttach();
            return;
        }
        boolean server = !urls.isEmpty();
        if (chrome.isAsked() && (server || jvmClass != null)) {
            throw usage("--chrome: expected a module for Node.js, found another scenario");
        }
        if (server && words.isEmpty()) {
            throw usage(HTTP + ": expected -- and the command of a server, found none");
        }
        if (server && jvmClass != null) {
            throw usage("--jvm-class: expected one scenario, found --http, too");
        }
        if (!server && jvmClass != null && !words.isEmpty()) {
            throw usage("--jvm-class: expected one scenario, found %s, too".formatted(words));
        }
        if (!server && jvmClass == null && words.size() != 1) {
            throw usage(
                    "expected one SCENARIO, --jvm-class, or --http and a command, found "
                            + (words.isEmpty() ? "none" : words));
        }
    }

    private void checkAttach() {
        if (!urls.isEmpty() || jvmClass != null || !words.isEmpty() || chrome.isAsked()) {
            throw usage("--attach: expected one scenario, found another, too");
        }
        if (file == null) {
            throw usage(
                    "--attach: expected --output FILE, since stdout has the commands; found none");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** What names the scenario in a report. */
    String name() {
        if (name != null) {
            return name;
        }
        if (attach != null) {
            return attach;
        }
        String type = jvmClass;
        return urls.isEmpty() ? type == null ? words.getFirst() : type : String.join(" ", urls);
    }

    /** Where the report goes; nothing for stdout. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    Scenario scenario(Progress progress, Terminal terminal) {
        if (attach != null) {
            return new Scenario.Attached(name(), attach, System.in, terminal.out());
        }
        if (!urls.isEmpty()) {
            return new Scenario.Program(
                    words,
                    process ->
                            new HttpDriver(
                                    new HttpLoad(
                                            new LoadUrls(process.pid(), HTTP).resolve(urls),
                                            concurrency.requests(),
                                            0),
                                    progress));
        }
        String type = jvmClass;
        return type == null ? module() : new Scenario.JvmClass(type, classPath, java);
    }

    private Scenario module() {
        Path module = Path.of(words.getFirst());
        return chrome.isAsked()
                ? new Scenario.PageModule(module, node, chrome.page())
                : new Scenario.NodeModule(module, node);
    }
}
