package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.cli.hunt.OutputTail;
import dev.tidemark.cli.terminal.Progress;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command gets its live target: by attaching to it, or by starting what stands after --. */
final class ReachOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin private final JmxOptions jmx = new JmxOptions();

    private final OutputTail targetOutput = new OutputTail();

    /** Whether the words are a command to start. */
    boolean isCommand() {
        return command.commandLine().getParseResult().originalArgs().contains("--");
    }

    /** The target; closing it ends it if it was started here. */
    LiveTarget reach(List<String> words, Progress progress) throws CaptureException, IOException {
        progress.stage(isCommand() ? "Starting " + String.join(" ", words) : "Attaching");
        try {
            return isCommand()
                    ? Targets.local().start(words, targetOutput, jmx.attach())
                    : Targets.local().attach(words.getFirst(), jmx.attach());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The last lines that a program wrote that was started here: they often say what is wrong. */
    List<String> outputTail() {
        return targetOutput.lines();
    }
}
