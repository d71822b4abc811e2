package dev.tidemark.cli;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotOptions.ObjectIds;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.cli.hunt.Captures;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.report.HuntReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes one snapshot of a live process. */
@Command(
        name = "snapshot",
        header = "Takes a heap snapshot of a live process, if that is safe.",
        description = "The file holds the secrets of the process: only you may read it.",
        footer = {
            "",
            "Examples:",
            "  tidemark snapshot -o app.heapsnapshot 4242",
            "  tidemark snapshot -o app.hprof jvm:4343"
        })
final class SnapshotCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();
    @Mixin private final TargetArgument target = new TargetArgument();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write it (default: tidemark-PID-TIME.heapsnapshot here, .hprof for a JVM, "
                            + "which compresses its dump when the name ends with .hprof.gz).")
    private @Nullable Path file;

    @Option(names = "--force", description = "Take it even when the process may not survive it.")
    private boolean force;

    @Override
    public Integer call() throws CaptureException, IOException {
        HuntReport.Capture capture = Captures.report(take(), true);
        output.print(text -> text.snapshot(capture), json -> json.snapshot(capture));
        return ExitCode.OK;
    }

    private TakenSnapshot take() throws CaptureException, IOException {
        try (LiveTarget live = target.attach();
                Progress progress = output.progress()) {
            Captures.announce(live, progress);
            progress.stage("Snapshot");
            return live.snapshot(
                    file == null ? Names.snapshot(live.process()) : file,
                    new SnapshotOptions(force, false, ObjectIds.KEPT),
                    Captures.showing(progress));
        }
    }
}
