package dev.tidemark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the command line. */
@Command(
        name = "tidemark",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Finds memory leaks in live processes.",
        subcommands = {
            // One class a command, in the order in which --help lists them.
        })
public final class Main {
    private Main() {}

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // Scripts ask for it often: answer before picocli has looked at every command.
            System.out.println(Version.line());
            return;
        }
        System.exit(commandLine().execute(args));
    }
}
