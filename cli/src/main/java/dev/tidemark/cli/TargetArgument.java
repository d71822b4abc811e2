package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.find.Targets;
import java.io.IOException;
import picocli.CommandLine.Mixin;
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
            description =
                    "A pid, node:PID, jvm:PID, ws://HOST:PORT/ID, http://HOST:PORT (an open inspector), "
                            + "chrome:PORT/part-of-url or a service:jmx: URL; `tidemark ps` lists what is here.")
    private String target;

    @Mixin private final JmxOptions jmx = new JmxOptions();

    LiveTarget attach() throws CaptureException, IOException {
        try {
            return Targets.local().attach(target, jmx.attach());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
