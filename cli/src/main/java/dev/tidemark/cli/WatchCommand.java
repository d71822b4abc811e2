package dev.tidemark.cli;

import dev.tidemark.capture.BudgetedGc;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.GcBudget;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.hunt.NativeWatch;
import dev.tidemark.cli.judge.ThinnedSamples;
import dev.tidemark.cli.terminal.LiveScreen;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.report.SeriesCsv;
import dev.tidemark.report.TextReport;
import dev.tidemark.report.WatchView;
import dev.tidemark.trend.TrendDetector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A live view of a process' memory with the verdict so far. */
@Command(
        name = "watch",
        header = "Shows the memory of a live process and the verdict so far.",
        description = {
            "Heap, resident memory, collections, and the verdict with its reasons. Takes no snapshot.",
            "Ctrl-C ends it; the process goes on."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark watch 4242",
            "  tidemark watch --gc-budget 5/h --duration 10m --record series.csv 4242"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration LONG_UNDECIDED = Duration.ofMinutes(1);

    @Mixin private final Output output = new Output();
    @Mixin private final TargetArgument target = new TargetArgument();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = TimeSpan.class,
            description = "Time between samples (default: ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long to watch, such as 90s, 10m or 2h (default: until Ctrl-C).")
    private @Nullable Duration duration;

    @Option(
            names = "--gc",
            description = "Collect all garbage before each sample: a quicker verdict, more pauses.")
    private boolean gc;

    @Option(
            names = "--record",
            paramLabel = "FILE.csv",
            description = "Also write all samples to this file.")
    private @Nullable Path record;

    @Option(
            names = "--gc-budget",
            paramLabel = "N/TIME",
            description =
                    "Ask for a full collection now and then, at most so many (5/h) or so long (200ms/h; "
                            + "units s, m, h, d), so that what rarely collects is decided sooner (default: never). "
                            + "V8 runs about five for each that is asked for; what is shown counts all.")
    private @Nullable String gcBudget;

    @Spec private CommandSpec spec;

    private final ThinnedSamples samples = new ThinnedSamples();
    private final List<WatchView.Earlier> earlier = new ArrayList<>();
    private final TrendDetector detector = new TrendDetector();
    private double origin = Double.NaN;
    private @Nullable TrendVerdict verdict;

    @Override
    public Integer call() throws CaptureException, IOException, InterruptedException {
        GcBudget budget = budget();
        try (LiveTarget live = target.attach();
                PrintWriter csv = new PrintWriter(csv(), true)) {
            csv.println(SeriesCsv.header());
            NativeWatch outside = NativeWatch.start(live);
            BudgetedGc collector = new BudgetedGc(live, budget, InstantSource.system());
            Sampler sampler =
                    () -> {
                        outside.refreshWhenDue();
                        MemorySample sample = gc ? live.sampleAfterGc() : collector.sample();
                        write(csv, sample);
                        take(sample);
                        return view(live, outside, collector.words());
                    };
            Optional<LiveScreen> screen =
                    output.terminal().outIsTty() && !output.isJson()
                            ? LiveScreen.open()
                            : Optional.empty();
            if (screen.isPresent()) {
                TextReport text = new TextReport(output.terminal().ink());
                try (LiveScreen open = screen.get()) {
                    watch(sampler, new WatchDisplay.OnScreen(open, text));
                }
            } else {
                watch(sampler, new WatchDisplay.AsLines(output));
                outside.refresh();
                WatchView last = view(live, outside, collector.words());
                output.print(text -> text.watched(last), json -> json.watch(last));
            }
        }
        return ExitCode.OK;
    }

    private GcBudget budget() {
        if (gc && gcBudget != null) {
            throw new ParameterException(
                    spec.commandLine(), "--gc-budget: expected no --gc, which collects each time");
        }
        try {
            return gcBudget == null ? GcBudget.NONE : GcBudget.parse(gcBudget);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--gc-budget: " + e.getMessage(), e);
        }
    }

    private Writer csv() throws IOException {
        if (record == null) {
            return Writer.nullWriter();
        }
        WholeFile.checkFolder(record);
        return Files.newBufferedWriter(record);
    }

    private interface Sampler {
        WatchView next() throws CaptureException, IOException;
    }

    private void write(PrintWriter csv, MemorySample sample) throws IOException {
        csv.println(SeriesCsv.row(sample));
        if (csv.checkError()) {
            throw new IOException(
                    record
                            + ": expected to write all samples, found that no more can be written."
                            + " Free some space, or record elsewhere.");
        }
    }

    /** Samples until the time is up. */
    private void watch(Sampler sampler, WatchDisplay display)
            throws CaptureException, IOException, InterruptedException {
        long end = duration == null ? Long.MAX_VALUE : duration.toNanos();
        long start = System.nanoTime();
        display.show(sampler.next());
        while (System.nanoTime() - start + interval.toNanos() <= end) {
            display.rest(interval);
            display.show(sampler.next());
        }
    }

    private void take(MemorySample sample) {
        origin = Double.isNaN(origin) ? sample.seconds() : origin;
        MemorySample own = new MemorySample(sample.seconds() - origin, sample.values());
        samples.add(own);
        detector.add(own);
        TrendVerdict before = verdict;
        TrendVerdict now = detector.verdict();
        if (before != null && before.getClass() != now.getClass()) {
            earlier.add(new WatchView.Earlier(before, own.seconds()));
        }
        verdict = now;
    }

    private WatchView view(LiveTarget live, NativeWatch outside, String asked)
            throws CaptureException {
        String collections =
                Stream.of(live.gcActivity().map(WatchCommand::words).orElse(""), asked)
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "));
        TrendVerdict now = detector.verdict();
        return new WatchView(
                live.process(),
                samples.samples(),
                live.heapLimit().orElse(null),
                collections,
                outside.growth(),
                outside.advice(now).or(() -> askForCollections(now)).orElse(null),
                now,
                earlier);
    }

    /** What to do when the live set stays hidden. */
    private Optional<String> askForCollections(TrendVerdict now) {
        boolean hidden =
                now instanceof TrendVerdict.Undecided
                        && now.basis().signal() == Signal.POST_GC_USED
                        && samples.seconds() >= LONG_UNDECIDED.toSeconds();
        return hidden && !gc && gcBudget == null
                ? Optional.of(
                        "only full collections show what is alive, and few run: --gc-budget 5/h asks"
                                + " for some")
                : Optional.empty();
    }

    private static String words(GcActivity activity) {
        return String.format(
                Locale.ROOT,
                "%,d full (%,d ms), %,d young (%,d ms)",
                activity.major(),
                activity.majorTime().toMillis(),
                activity.minor(),
                activity.minorTime().toMillis());
    }
}
