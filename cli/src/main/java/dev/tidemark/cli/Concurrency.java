package dev.tidemark.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many requests are sent at the same time. */
final class Concurrency {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "Requests at the same time (default: ${DEFAULT-VALUE}).")
    private int requests;

    int requests() {
        return requests;
    }

    /** Fails on a number that means nothing. */
    void check() {
        if (requests < 1) {
            throw new ParameterException(
                    command.commandLine(), "--concurrency: expected at least 1, found " + requests);
        }
    }
}
