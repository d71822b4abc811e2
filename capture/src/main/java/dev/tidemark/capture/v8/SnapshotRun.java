package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.SnapshotProgress.Stage;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.model.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One snapshot on its way from the target into a file. Used once. */
final class SnapshotRun {
    private static final String PROGRESS_EVENT = "HeapProfiler.reportHeapSnapshotProgress";
    private static final Pattern NODE_COUNT = Pattern.compile("\"node_count\":\\s*(\\d+)");
    private static final int CHUNKS_PER_LOOK = 64;

    private final InspectorSession session;
    private final Machine machine;
    private final long pid;
    private final SnapshotEstimate estimate;
    private final SnapshotProgress progress;
    private double peakRss;
    private long objects;
    private long chunks;

    /**
     * A run that has not begun.
     *
     * @param pid of the target on this machine, or -1
     */
    SnapshotRun(
            InspectorSession session,
            Machine machine,
            long pid,
            SnapshotEstimate estimate,
            SnapshotProgress progress) {
        this.session = session;
        this.machine = machine;
        this.pid = pid;
        this.estimate = estimate;
        this.progress = progress;
    }

    TakenSnapshot into(Path file, SnapshotFile.Disk disk, SnapshotOptions options, Duration silence)
            throws CaptureException {
        SnapshotFile.checkSpace(file, disk, estimate.file().value());
        Bytes highestBefore = highestRss();
        try (SnapshotFile out = SnapshotFile.create(file, disk)) {
            session.chunksTo(chunk -> write(chunk, out));
            session.on(PROGRESS_EVENT, this::built);
            Instant at = machine.clock().instant();
            long start = System.nanoTime();
            session.callUntilSilent(
                    "HeapProfiler.takeHeapSnapshot",
                    Json.object()
                            .put("reportProgress", true)
                            .put("captureNumericValue", options.numericValues()),
                    silence);
            Duration pause = Duration.ofNanos(System.nanoTime() - start);
            out.complete();
            return new TakenSnapshot(
                    file,
                    at,
                    Bytes.of(out.size()),
                    estimate.heap(),
                    objects,
                    pause,
                    peak(highestBefore));
        } finally {
            session.chunksTo(null);
            session.ignore(PROGRESS_EVENT);
        }
    }

    private void write(TextBuffer chunk, SnapshotFile out) {
        if (chunks == 0) {
            // The head of the file. What the progress events say beforehand is a few per cent off.
            Matcher count = NODE_COUNT.matcher(chunk.view());
            objects = count.find() ? Long.parseLong(count.group(1)) : 0;
        }
        out.write(chunk.view());
        if (chunks++ % CHUNKS_PER_LOOK == 0) {
            lookAtRss();
        }
        progress.advanced(Stage.WRITING, Math.min(1, out.size() / estimate.file().value()));
    }

    private void built(JsonNode event) {
        long done = event.path("done").asLong(0);
        long total = event.path("total").asLong(0);
        lookAtRss();
        progress.advanced(Stage.BUILDING, total == 0 ? 0 : Math.min(1, (double) done / total));
    }

    private void lookAtRss() {
        machine.proc()
                .status(pid)
                .ifPresent(status -> peakRss = Math.max(peakRss, status.rss().value()));
    }

    /** The kernel's high-water mark if it rose, since it misses nothing; else what we saw. */
    private Bytes peak(Bytes highestBefore) {
        Bytes highest = highestRss();
        return highest.value() > highestBefore.value() ? highest : Bytes.of(peakRss);
    }

    private Bytes highestRss() {
        return machine.proc().status(pid).map(ProcessStatus::peakRss).orElse(Bytes.of(0));
    }
}
