package dev.tidemark.cli;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.hunt.Exercise;
import dev.tidemark.cli.hunt.SnapshotFolder;
import dev.tidemark.cli.profile.ProfileRun;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.OriginalNames;
import dev.tidemark.profile.ProfileComparison;
import dev.tidemark.profile.file.ProfileFiles;
import dev.tidemark.report.ProfileDiffReport;
import dev.tidemark.report.ProfileReport;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which code allocates how much, and how much of it stays. */
@Command(
        name = "profile",
        header = "Shows which code allocates how much, and how much of that stays alive.",
        description = {
            "Samples a live process for a while: first all that it allocates, then what of it stays.",
            "Or reads a profile from a file, whatever wrote it, and writes it for other tools."
        },
        customSynopsis = {
            "tidemark profile [OPTIONS] TARGET",
            "tidemark profile [OPTIONS] -- COMMAND...",
            "tidemark profile [OPTIONS] FILE",
            "tidemark profile --diff [OPTIONS] BEFORE AFTER"
        },
        footer = {
            "",
            "Examples:",
            "  tidemark profile --duration 30s 4242                   by its real traffic",
            "  tidemark profile --load /item/{n} --out flame.html 4242",
            "  tidemark profile --load /item/{n} -- node server.js    starts and ends it",
            "  tidemark profile --out app.pb.gz recording.jfr         for go tool pprof",
            "  tidemark profile --diff monday.pb.gz friday.pb.gz"
        })
final class ProfileCommand implements Callable<Integer> {
    private static final String SLOW =
            "--exact records the stack of every object: the process allocates some 40 times slower"
                    + " meanwhile, and is stopped for a snapshot in the end";

    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();
    @Mixin private final ReachOptions way = new ReachOptions();
    @Mixin private final WorkOptions work = new WorkOptions();

    @Parameters(
            paramLabel = "TARGET|FILE",
            arity = "0..*",
            description =
                    "What `tidemark ps` lists; after --, a command to start; or a profile: .pb.gz, .speedscope.json, .collapsed, "
                            + ".heapprofile, .jfr, or a .heapsnapshot with tracked allocations.")
    private List<String> words = List.of();

    @Option(names = "--diff", description = "Compare two profiles, function by function.")
    private boolean diff;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = TimeSpan.class,
            description =
                    "How long to sample without --load and --exercise (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @ArgGroup private @Nullable Kind kind;

    /** What is recorded; without a choice, what is allocated and what stays. */
    private static final class Kind {
        @Option(
                names = "--alive",
                description = {"Only what stays alive: the cheapest. A JVM always tells of both."})
        private boolean alive;

        @Option(names = "--all", description = "Only what is allocated, alive or not.")
        private boolean all;

        @Option(
                names = "--exact",
                description =
                        "Every object instead of samples. It makes the process some 40 times slower, "
                                + "so it also wants --allow-slow; never in production.")
        private boolean exact;
    }

    @Option(names = "--allow-slow", description = "Let --exact slow the process down.")
    private boolean allowSlow;

    @Option(
            names = "--interval",
            paramLabel = "BYTES",
            defaultValue = "32K",
            converter = MemorySize.class,
            description =
                    "Mean bytes from one sample to the next (default: ${DEFAULT-VALUE}); 512K costs "
                            + "nothing that can be measured.")
    private Bytes interval;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description =
                    "Also write it, as the name says: .html (flame graph), .pb.gz (pprof), "
                            + ".speedscope.json, .collapsed, .heapprofile (Chrome DevTools). Several times.")
    private List<Path> out = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Functions to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--async-profiler",
            paramLabel = "FILE",
            defaultValue = "${env:TIDEMARK_ASYNC_PROFILER}",
            description =
                    "Record a JVM with async-profiler, whose libasyncProfiler.so is FILE; it stays loaded, idle (default: "
                            + "$$TIDEMARK_ASYNC_PROFILER, else Flight Recorder records).")
    private @Nullable Path asyncProfiler;

    @Option(
            names = "--force",
            description = "With --exact, also when the process may not survive the snapshot.")
    private boolean force;

    @Override
    public Integer call() throws CaptureException, IOException, InterruptedException {
        check();
        if (diff) {
            compare(Path.of(words.getFirst()), Path.of(words.getLast()));
            return ExitCode.OK;
        }
        ProfileReport report = report();
        for (Path file : out) {
            ProfileOutput.write(report, file);
        }
        output.print(text -> text.profile(report), json -> json.profile(report));
        return ExitCode.OK;
    }

    private void check() {
        if (words.isEmpty() || (!way.isCommand() && words.size() != (diff ? 2 : 1))) {
            throw usage(
                    diff
                            ? "--diff: expected two profiles, found " + words
                            : "expected one TARGET or FILE, found " + words);
        }
        for (Path file : out) {
            if (!ProfileOutput.isKnown(file)) {
                throw usage(
                        "--out %s: expected a name that ends with %s"
                                .formatted(file, ProfileOutput.ENDINGS));
            }
        }
        if (kind != null && kind.exact && !allowSlow) {
            throw usage(SLOW + ": add --allow-slow if that is meant");
        }
        if (interval.value() < 1 || interval.value() > 1 << 30) {
            throw usage("--interval: expected 1 to 1G, found " + interval);
        }
        if (top < 1) {
            throw usage("--top: expected at least 1, found " + top);
        }
        work.check();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void compare(Path before, Path after) throws IOException {
        AllocationProfile one = ProfileFiles.read(before);
        AllocationProfile other = ProfileFiles.read(after);
        ProfileComparison comparison;
        try {
            comparison = ProfileComparison.of(one, other);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        ProfileDiffReport report =
                new ProfileDiffReport(before.toString(), after.toString(), comparison, top);
        output.print(text -> text.profileDiff(report), json -> json.profileDiff(report));
    }

    private ProfileReport report() throws CaptureException, IOException, InterruptedException {
        String word = words.getFirst();
        List<String> written = out.stream().map(Path::toString).toList();
        if (!way.isCommand() && (Files.isRegularFile(Path.of(word)) || isFileName(word))) {
            AllocationProfile profile = inOriginalNames(ProfileFiles.read(Path.of(word)));
            return new ProfileReport(word, profile, "operation", written, top);
        }
        return liveReport(written);
    }

    private AllocationProfile inOriginalNames(AllocationProfile profile) {
        SourceFiles sources = new SourceFiles();
        AllocationProfile named = OriginalNames.of(profile, sources);
        output.warn(sources.problems());
        return named;
    }

    private ProfileReport liveReport(List<String> written)
            throws CaptureException, IOException, InterruptedException {
        try (Progress progress = output.progress();
                LiveTarget target = way.reach(words, progress);
                SnapshotFolder folder = SnapshotFolder.in(null)) {
            List<AllocationOptions> kinds = kinds(target);
            Exercise exercise = work.exercise(target, duration.dividedBy(kinds.size()));
            if (!work.isRealTraffic()) {
                progress.stage("Warming up");
                exercise.warmUp(progress);
            }
            if (kind != null && kind.exact) {
                progress.note(SLOW + ".");
            }
            AllocationProfile profile =
                    new ProfileRun(target, exercise, progress).record(kinds, folder.folder());
            exercise.warnings().forEach(progress::note);
            String subject = target.process().target() + "  " + target.process().title();
            return new ProfileReport(
                    subject.strip(), inOriginalNames(profile), exercise.unit(), written, top);
        } catch (CaptureException | IOException e) {
            way.outputTail().forEach(output.terminal().err()::println);
            throw e;
        }
    }

    /** A file that is missing shall be called so, not an unknown target. */
    private static boolean isFileName(String word) {
        return word.matches(
                "(?!\\w+://).*\\.(pb|gz|pprof|json|collapsed|folded|heapprofile|jfr|heapsnapshot)");
    }

    /** A JVM records what is allocated and what stays at once. */
    private List<AllocationOptions> kinds(LiveTarget target) {
        boolean jvm = target.process().runtime() == RuntimeKind.JVM;
        if (jvm && kind != null && kind.exact) {
            throw usage("--exact: expected a target on V8, found a JVM");
        }
        List<What> wanted = new ArrayList<>();
        if (kind == null || kind.all || jvm) {
            wanted.add(What.ALLOCATED);
        }
        if (!jvm && (kind == null || kind.alive)) {
            wanted.add(What.ALIVE);
        }
        if (kind != null && kind.exact) {
            wanted.add(What.EVERY_OBJECT);
        }
        return wanted.stream()
                .map(what ->
                        new AllocationOptions(what, (int) interval.value(), force, asyncProfiler))
                .toList();
    }
}
