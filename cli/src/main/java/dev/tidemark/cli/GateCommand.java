package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.cli.hunt.OutputTail;
import dev.tidemark.cli.hunt.SnapshotFolder;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.gate.GateOptions;
import dev.tidemark.gate.GateProgress;
import dev.tidemark.gate.GateResult;
import dev.tidemark.gate.LeakGate;
import dev.tidemark.report.GateReport;
import dev.tidemark.report.GateReport.Outcome;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The leak gate for CI: fails on a leak, and on nothing else. */
@Command(
        name = "gate",
        header = "Runs a scenario until it is certain whether it leaks, for CI.",
        description = {
            "A scenario has a function iteration(), and may have setup() and teardown(). It is run in",
            "rounds whose lengths chance decides; growth that follows them is a leak, and is named."
        },
        customSynopsis = {
            "tidemark gate [OPTIONS] SCENARIO.mjs",
            "tidemark gate [OPTIONS] SCENARIO.mjs --chrome [URL]",
            "tidemark gate [OPTIONS] --jvm-class NAME -cp PATH",
            "tidemark gate [OPTIONS] --http URL -- COMMAND..."
        },
        footer = {
            "",
            "Exit codes: 0 no leak, 1 a leak, 3 the scenario throws, hangs or ends, 4 undecided.",
            "",
            "Examples:",
            "  tidemark gate test/checkout.leak.mjs",
            "  tidemark gate test/dialog.leak.mjs --chrome http://127.0.0.1:8080/",
            "  tidemark gate --jvm-class com.acme.CheckoutLeak -cp target/classes:target/test-classes",
            "  tidemark gate --http /item/{n} -- node server.js",
            "  tidemark gate --http http://127.0.0.1:8080/ -- java -jar app.jar"
        })
final class GateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();

    @Mixin private final ScenarioOptions scenario = new ScenarioOptions();
    @Mixin private final BaselineOptions baseline = new BaselineOptions();
    @Mixin private final CiOptions ci = new CiOptions();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = TimeSpan.class,
            description =
                    "CPU seconds that it may take, ours with them; of the clock, five times as much "
                            + "(default: ${DEFAULT-VALUE}).")
    private Duration budget;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = TimeSpan.class,
            description =
                    "Longest time for the setup and for an operation (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Draws the rounds again that a run with this seed had (default: a new one).")
    private @Nullable Long seed;

    @Option(
            names = "--undecided",
            paramLabel = "AS",
            defaultValue = "undecided",
            converter = UndecidedAs.Reader.class,
            description = "What undecided counts as: pass, fail or undecided, exit code 4.")
    private UndecidedAs undecided;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Keep the snapshots in a new folder there; otherwise they are deleted.")
    private @Nullable Path keep;

    /** What a project makes of an answer that is none. */
    private enum UndecidedAs {
        PASS(ExitCode.OK),
        FAIL(ExitCode.LEAK),
        UNDECIDED(ExitCode.UNDECIDED);

        private final int exitCode;

        UndecidedAs(int exitCode) {
            this.exitCode = exitCode;
        }

        private static final class Reader implements ITypeConverter<UndecidedAs> {
            @Override
            public UndecidedAs convert(String text) {
                for (UndecidedAs one : values()) {
                    if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
                        return one;
                    }
                }
                throw new TypeConversionException(
                        "expected pass, fail or undecided, found " + text);
            }
        }
    }

    @Override
    public Integer call() throws CaptureException, IOException, InterruptedException {
        scenario.check();
        baseline.read();
        ci.check();
        long start = System.nanoTime();
        GateReport report = baseline.applyTo(report(examine(start)), output);
        ci.write(report, since(start), undecided == UndecidedAs.FAIL, output);
        Optional<Path> file = scenario.file();
        if (file.isPresent()) {
            output.write(file.get(), text -> text.gate(report), json -> json.gate(report));
        } else {
            output.print(text -> text.gate(report), json -> json.gate(report));
        }
        return exitCode(report.outcome());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private @Nullable Path newFolder() {
        return keep == null ? null : keep.resolve(Names.now());
    }

    private GateResult examine(long start)
            throws CaptureException, IOException, InterruptedException {
        long drawnBy = seed == null ? new SecureRandom().nextLong() : seed;
        GateOptions options =
                new GateOptions(budget, timeout, drawnBy, GateOptions.FALSE_ALARM_BOUND);
        SourceFiles sources = new SourceFiles();
        OutputTail printed = new OutputTail();
        try (SnapshotFolder folder = SnapshotFolder.in(newFolder());
                Progress progress = output.progress()) {
            GateResult result =
                    new LeakGate(options, sources, shownBy(progress), printed)
                            .examine(
                                    scenario.scenario(progress, output.terminal()),
                                    folder.folder());
            output.warn(sources.problems());
            return result;
        } catch (CaptureException | IOException e) {
            printed.lines().forEach(output.terminal().err()::println);
            ci.writeUnusable(scenario.name(), since(start), String.valueOf(e.getMessage()), output);
            throw e;
        }
    }

    private static GateProgress shownBy(Progress progress) {
        return new GateProgress() {
            @Override
            public void stage(String what) {
                progress.stage(what);
            }

            @Override
            public void operations(long done) {
                progress.fraction(Double.NaN, String.format(Locale.ROOT, "%,d operations", done));
            }
        };
    }

    private GateReport report(GateResult result) {
        return new GateReport(
                scenario.name(),
                result.outcome(),
                new GateReport.Run(
                        result.unit(),
                        result.iterations(),
                        result.cpuSeconds(),
                        result.falseAlarmBound(),
                        result.seed(),
                        again(result.seed())),
                result.findings(),
                result.because());
    }

    private String again(long drawnBy) {
        List<String> words = new ArrayList<>(List.of("tidemark"));
        spec.commandLine().getParseResult().originalArgs().stream()
                .map(Names::quoted)
                .forEach(words::add);
        if (seed == null) {
            words.add(words.indexOf(spec.name()) + 1, "--seed=" + drawnBy);
        }
        return String.join(" ", words);
    }

    private int exitCode(Outcome outcome) {
        return switch (outcome) {
            case PASS -> ExitCode.OK;
            case FAIL -> ExitCode.LEAK;
            case UNDECIDED -> undecided.exitCode;
        };
    }
}
