package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotOptions.ObjectIds;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.cli.hunt.CountedClasses;
import dev.tidemark.cli.hunt.Evidence;
import dev.tidemark.cli.hunt.Hunt;
import dev.tidemark.cli.hunt.PageScripts;
import dev.tidemark.cli.hunt.SnapshotFolder;
import dev.tidemark.cli.hunt.Verdicts;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.report.HuntReport;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job: what leaks in a live process, who holds it, how fast it grows, how to fix it. */
@Command(
        name = "hunt",
        header = "Finds and names what leaks in a live process.",
        description = {
            "Warms it up, takes snapshots with the same amount of work between them, compares and",
            "explains them, and detaches."
        },
        customSynopsis = {
            "tidemark hunt [OPTIONS] TARGET",
            "tidemark hunt [OPTIONS] -- COMMAND..."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark hunt --interval 5m 4242                  what its real traffic leaks",
            "  tidemark hunt --load /item/{n} 4242               requests to the port it listens on",
            "  tidemark hunt --load http://127.0.0.1:8080/ --operations 500 node:4242",
            "  tidemark hunt --exercise 'npm run e2e' 4242       once between two snapshots",
            "  tidemark hunt --load /item/{n} -- node server.js  starts it, and ends it afterwards",
            "  tidemark hunt --interval 30s -- java -jar app.jar the same for a JVM"
        })
final class HuntCommand implements Callable<Integer> {
    private static final int SNAPSHOTS = 3;
    private static final int MORE_SNAPSHOTS = 2;

    /** Mean bytes from one sample of allocations to the next. */
    private static final int SAMPLED_OF_OUR_LOAD = 16 << 10;

    private static final int SAMPLED_OF_REAL_TRAFFIC = 128 << 10;

    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();
    @Mixin private final ReachOptions way = new ReachOptions();
    @Mixin private final WorkOptions work = new WorkOptions();
    @Mixin private final SarifOption sarif = new SarifOption();

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "What `tidemark ps` lists; or, after --, a command to start.")
    private List<String> words = List.of();

    @Option(
            names = "--snapshots",
            paramLabel = "N",
            description = {
                "Snapshots to take, at least 2 (default: 3, and up to 5 where the heap grows, but"
                        + " not by the same amount in each step)."
            })
    private @Nullable Integer snapshots;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = TimeSpan.class,
            description =
                    "Time from one snapshot to the next without --load and --exercise (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = {
                "Longest wait until memory stops warming (default: 30s, or twice the interval)."
            })
    private @Nullable Duration warmUp;

    @Option(
            names = "--limit",
            paramLabel = "BYTES",
            converter = MemorySize.class,
            description =
                    "Memory that the process may use, such as 512M (default: its heap limit).")
    private @Nullable Bytes limit;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The HTML report (default: tidemark-report-PID-TIME.html here).")
    private @Nullable Path report;

    @Option(names = "--no-report", description = "Write no HTML report.")
    private boolean noReport;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description =
                    "Keep the snapshots there; otherwise they are deleted, and a JVM in which no class "
                            + "has more and more objects is spared them.")
    private @Nullable Path keep;

    @Option(
            names = "--no-profile",
            description = "Do not sample which code makes what accumulates.")
    private boolean noProfile;

    @Option(
            names = "--force",
            description = "Take snapshots even when the process may not survive them.")
    private boolean force;

    private final SourceFiles sources = new SourceFiles();

    @Override
    public Integer call() throws CaptureException, IOException, InterruptedException {
        check();
        sarif.check();
        try (SnapshotFolder folder = SnapshotFolder.in(keep)) {
            Evidence evidence = gather(folder);
            Explanation explanation = explain(evidence);
            HuntReport found = report(evidence, explanation, folder.kept());
            ReportFile.write(found);
            sarif.write(found.target().target(), found.run().work().unit(), explanation);
            output.print(text -> text.hunt(found), json -> json.hunt(found));
            return ExitCode.of(explanation.verdict());
        }
    }

    /** The part that needs the live process, which is left as it was, or ended if we started it. */
    private Evidence gather(SnapshotFolder folder)
            throws CaptureException, IOException, InterruptedException {
        try (Progress progress = output.progress();
                LiveTarget target = way.reach(words, progress)) {
            checkDumpsComeHere(target.process());
            Hunt.Plan plan = plan(target.heapLimit());
            Evidence evidence =
                    new Hunt(target, work.exercise(target, interval), folder, plan, progress)
                            .gather();
            sources.add(PageScripts.of(target, progress));
            return evidence;
        } catch (CaptureException | IOException e) {
            way.outputTail().forEach(output.terminal().err()::println);
            throw e;
        }
    }

    /** A JVM writes its dumps itself: behind a JMX URL of another machine, there. */
    private static void checkDumpsComeHere(ProcessRef process) throws TargetUnreachableException {
        if (process.runtime() == RuntimeKind.JVM && process.pid() < 0) {
            throw new TargetUnreachableException(
                    process.target(),
                    "a JVM on this machine, whose dumps we can read",
                    "one on another, or of another user",
                    "Run tidemark hunt there; or take snapshots by this URL, fetch them, and use"
                            + " tidemark explain.");
        }
    }

    private Explanation explain(Evidence evidence) throws IOException {
        try (Progress progress = output.progress()) {
            progress.stage("Comparing the snapshots");
            Explanation explanation =
                    evidence.files().isEmpty()
                            ? evidence.withoutSnapshots()
                            : evidence.witnesses(sources).addTo(explainSnapshots(evidence));
            return Verdicts.combine(explanation, evidence.watch());
        }
    }

    private Explanation explainSnapshots(Evidence evidence) throws IOException {
        boolean growthGoesOn = evidence.heapGrowsOn() && evidence.operationsPerStep() == 0;
        SnapshotOpener opener = new SnapshotOpener(Referents.NONE, false, output);
        try (Snapshots snapshots = Snapshots.open(evidence.files(), opener)) {
            Explanation explanation =
                    snapshots.explain(evidence.operationsPerStep(), growthGoesOn, sources);
            return new CountedClasses(evidence.classes(), evidence.subject().unit())
                    .addTo(explanation);
        }
    }

    private void check() {
        if (words.isEmpty()) {
            throw usage("expected a TARGET, or -- and a COMMAND, found neither");
        }
        if (words.size() > 1 && !way.isCommand()) {
            throw usage("expected one TARGET, found %s; a command goes after --".formatted(words));
        }
        if (snapshots != null && snapshots < 2) {
            throw usage("--snapshots: expected at least 2, found " + snapshots);
        }
        work.check();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Hunt.Plan plan(Optional<Bytes> heapLimit) {
        Duration longest = Duration.ofSeconds(30);
        if (warmUp != null) {
            longest = warmUp;
        } else if (work.isRealTraffic()) {
            longest = interval.multipliedBy(2);
        }
        return new Hunt.Plan(
                snapshots == null ? SNAPSHOTS : snapshots,
                snapshots == null ? MORE_SNAPSHOTS : 0,
                longest,
                new SnapshotOptions(force, false, objectIds()),
                keep == null,
                samplingBytes(),
                limit == null ? heapLimit.orElse(null) : limit);
    }

    /** Finer where nobody else waits for the process. */
    private int samplingBytes() {
        if (noProfile) {
            return 0;
        }
        return work.isRealTraffic() ? SAMPLED_OF_REAL_TRAFFIC : SAMPLED_OF_OUR_LOAD;
    }

    /** Ids make a comparison a little finer, at a price that only a target of our own may pay. */
    private ObjectIds objectIds() {
        return work.isRealTraffic() ? ObjectIds.FORGOTTEN : ObjectIds.KEPT;
    }

    private HuntReport report(Evidence evidence, Explanation explanation, boolean filesKept) {
        ProcessRef process = evidence.subject().process();
        Path file = report == null ? Names.report(process) : report;
        return new HuntReport(
                process,
                evidence.run(commandLine(), explanation, Version.current())
                        .warning(sources.problems()),
                explanation,
                evidence.watch(),
                evidence.samples(),
                evidence.captures(filesKept),
                evidence.nativeGrowth(),
                evidence.histograms(),
                noReport ? null : file.toString());
    }

    private String commandLine() {
        return "tidemark hunt "
                + String.join(
                        " ",
                        spec.commandLine().getParseResult().originalArgs().stream()
                                .map(Names::quoted)
                                .toList());
    }
}
