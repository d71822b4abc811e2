package dev.tidemark.cli;

import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.hunt.CommandRuns;
import dev.tidemark.cli.hunt.Exercise;
import dev.tidemark.cli.hunt.HttpLoad;
import dev.tidemark.cli.hunt.LoadUrls;
import dev.tidemark.cli.hunt.RealTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a live process does while it is examined. */
final class WorkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup private @Nullable Work work;

    /** What makes it work; without a choice, its real traffic. */
    private static final class Work {
        @Option(
                names = "--load",
                paramLabel = "URL",
                description =
                        "Send requests there; {n} is a running number. A path alone means the port that "
                                + "the process listens on. Several take turns.")
        private List<String> load = List.of();

        @Option(
                names = "--exercise",
                paramLabel = "CMD",
                description = "Run this shell command once in each step.")
        private @Nullable String exercise;
    }

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Requests, or operations that CMD does, in each step (default: as many requests as "
                            + "take about 8 seconds, 2,000 at most).")
    private long operations;

    @Mixin private final Concurrency concurrency = new Concurrency();

    /** Whether the process is left to its real traffic. */
    boolean isRealTraffic() {
        return work == null;
    }

    /**
     * Puts the process to work.
     *
     * @param step how long one lasts when the process is left to its real traffic
     */
    Exercise exercise(LiveTarget target, Duration step) throws IOException, InterruptedException {
        if (work == null) {
            return new RealTraffic(step);
        }
        return work.exercise != null
                ? new CommandRuns(work.exercise, operations)
                : new HttpLoad(
                        new LoadUrls(target.process().pid(), "--load").resolve(work.load),
                        concurrency.requests(),
                        operations);
    }

    /** Fails on numbers that mean nothing, before anything is done to a process. */
    void check() {
        concurrency.check();
        if (operations < 0) {
            throw usage("--operations: expected at least 1, found " + operations);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
