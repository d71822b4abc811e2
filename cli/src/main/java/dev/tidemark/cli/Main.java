package dev.tidemark.cli;

import dev.tidemark.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the command line. */
@Command(
        name = "tidemark",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Finds and names memory leaks in live Node.js processes and JVMs.",
        footer = {
            "",
            "Examples:",
            "  tidemark demo                             hunt the leaks of a bundled shop",
            "  tidemark ps                               what can be examined here",
            "  tidemark hunt 4242                        by its real traffic",
            "  tidemark hunt --load /item/{n} 4242       with requests to its own port",
            "  tidemark hunt --load /item/{n} -- node server.js",
            "  tidemark hunt -- java -jar app.jar",
            "  tidemark profile 4242                     which code allocates, and what of it stays",
            "  tidemark explain 1.heapsnapshot 2.heapsnapshot 3.heapsnapshot",
            "  tidemark gate checkout.leak.mjs           a test that fails on a leak",
            "  tidemark monitor --config tidemark.json   a fleet, with alerts and a page",
            "",
            "Exit codes: 0 nothing found, 1 leak found, 2 usage, 3 target or file unusable,",
            "4 undecided, 130 interrupted. Every command takes --json."
        },
        subcommands = {
            // One class a command, in the order in which --help lists them.
            DemoCommand.class,
            HuntCommand.class,
            PsCommand.class,
            WatchCommand.class,
            JudgeCommand.class,
            SnapshotCommand.class,
            SummaryCommand.class,
            DiffCommand.class,
            WhyCommand.class,
            ExplainCommand.class,
            OpenCommand.class,
            RedactCommand.class,
            ProfileCommand.class,
            GateCommand.class,
            MonitorCommand.class
        })
public final class Main implements Callable<Integer> {
    @Spec private CommandSpec spec;

    private Main() {}

    static CommandLine commandLine(Terminal terminal) {
        Failures failures = new Failures();
        return new CommandLine(new Main())
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected a command, found none");
    }

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // Scripts ask for it often: answer before picocli has looked at every command.
            System.out.println(Version.line());
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        int exitCode = run(Terminal.system(), args);
        interruption.done();
        System.exit(exitCode);
    }

    /**
     * Does what {@link #main} does and returns the exit code, instead of ending the JVM with it.
     * For who runs many commands one after the other, as a bench does.
     */
    public static int run(Terminal terminal, String... args) {
        try {
            return commandLine(terminal).execute(args);
        } catch (OutOfMemoryError e) {
            // Not an exception, so picocli lets it through; what we held is free again by now.
            return Failures.handle(e, terminal.errWriter());
        }
    }
}
