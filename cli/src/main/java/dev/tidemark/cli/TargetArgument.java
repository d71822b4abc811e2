package dev.tidemark.cli;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.find.Targets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The live process that a command is about. */
final class TargetArgument {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            paramLabel = "TARGET",
            description = {
                "A pid, node:PID, ws://HOST:PORT/ID, http://HOST:PORT (an open inspector) or",
                "chrome:PORT/part-of-url; `tidemark ps` lists what is here."
            })
    private String target;

    LiveTarget attach() throws CaptureException {
        try {
            return Targets.local().attach(target, AttachOptions.defaults());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
