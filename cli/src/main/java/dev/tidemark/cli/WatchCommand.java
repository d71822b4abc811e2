package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.hunt.NativeWatch;
import dev.tidemark.cli.terminal.LiveScreen;
import dev.tidemark.model.MemorySample;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A live view of a process' memory with the verdict so far. */
@Command(
        name = "watch",
        header = "Shows the memory of a live process and the verdict so far.",
        description = {
            "Heap, resident memory, collections, and the verdict with its reasons. Takes no snapshot.",
            "Ctrl-C ends it; the process goes on."
        },
        footer = {"", "Example:", "  tidemark watch --duration 10m --record series.csv 4242"})
final class WatchCommand implements Callable<Integer> {
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

    private final List<MemorySample> samples = new ArrayList<>();
    private final TrendDetector detector = new TrendDetector();

    @Override
    public Integer call() throws CaptureException, IOException, InterruptedException {
        try (LiveTarget live = target.attach();
                PrintWriter csv = new PrintWriter(csv(), true);
                LiveScreen screen = new LiveScreen(output.terminal())) {
            csv.println(SeriesCsv.header());
            NativeWatch outside = NativeWatch.start(live);
            WatchView view = sample(live, csv, outside);
            long end = duration == null ? Long.MAX_VALUE : duration.toNanos();
            long start = System.nanoTime();
            show(view, screen);
            while (System.nanoTime() - start + interval.toNanos() <= end) {
                Thread.sleep(interval);
                outside.refreshWhenDue();
                view = sample(live, csv, outside);
                show(view, screen);
            }
            outside.refresh();
            WatchView last = view(live, outside);
            if (!output.terminal().outIsTty() || output.isJson()) {
                output.print(text -> text.watched(last), json -> json.watch(last));
            }
        }
        return ExitCode.OK;
    }

    private Writer csv() throws IOException {
        return record == null ? Writer.nullWriter() : Files.newBufferedWriter(record);
    }

    private WatchView sample(LiveTarget live, PrintWriter csv, NativeWatch outside)
            throws CaptureException, IOException {
        MemorySample sample = gc ? live.sampleAfterGc() : live.sample();
        csv.println(SeriesCsv.row(sample));
        if (csv.checkError()) {
            throw new IOException(
                    record
                            + ": expected to write all samples, found that no more can be written."
                            + " Free some space, or record elsewhere.");
        }
        double origin = samples.isEmpty() ? sample.seconds() : this.origin;
        this.origin = origin;
        MemorySample own = new MemorySample(sample.seconds() - origin, sample.values());
        samples.add(own);
        detector.add(own);
        return view(live, outside);
    }

    private WatchView view(LiveTarget live, NativeWatch outside) throws CaptureException {
        TrendVerdict verdict = detector.verdict();
        return new WatchView(
                live.process(),
                samples,
                live.heapLimit().orElse(null),
                live.gcActivity().map(WatchCommand::words).orElse(""),
                outside.growth(),
                outside.advice(verdict).orElse(null),
                verdict);
    }

    private double origin;

    private void show(WatchView view, LiveScreen screen) {
        if (output.isJson()) {
            return;
        }
        TextReport text = new TextReport(output.terminal().ink());
        if (output.terminal().outIsTty()) {
            screen.paint(text.watchScreen(view));
        } else {
            output.print(report -> report.watchLine(view), _ -> "");
        }
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
