package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.SnapshotProgress.Stage;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * One heap dump of a JVM on this machine, on its way to a file: it grows in a folder {@code
 * NAME.part}, which only its owner can enter, and gets its name when it is whole. On any failure
 * nothing is left behind.
 */
final class DumpRun {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAGIC_LENGTH = 12;

    private final Machine machine;
    private final long pid;
    private final SnapshotEstimate estimate;
    private final SnapshotProgress progress;
    private double peakRss;

    DumpRun(Machine machine, long pid, SnapshotEstimate estimate, SnapshotProgress progress) {
        this.machine = machine;
        this.pid = pid;
        this.estimate = estimate;
        this.progress = progress;
    }

    /**
     * Has the JVM dump its heap.
     *
     * @param silence how long the file may not grow
     */
    TakenSnapshot into(Path file, PendingDump.Request request, boolean packed, Duration silence)
            throws CaptureException {
        try (Delivery delivery = Delivery.prepare(machine.proc(), pid, file)) {
            Bytes highestBefore = highestRss();
            Instant at = machine.clock().instant();
            long start = System.nanoTime();
            await(delivery.place(), request, packed, silence);
            Duration pause = Duration.ofNanos(System.nanoTime() - start);
            lookAtRss();
            checkBeginning(delivery.place().file());
            long size = delivery.complete();
            return new TakenSnapshot(
                    file,
                    at,
                    Bytes.of(size),
                    estimate.heap(),
                    estimate.objects(),
                    pause,
                    peak(highestBefore));
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw new TargetCallException(
                    "jvm:" + pid, "to write its dump", "an interruption", "Run it again.", e);
        } catch (IOException e) {
            throw new SnapshotFileException(
                    file.toString(),
                    "to write the whole dump",
                    reason(e),
                    "Choose a folder that exists, can be written to, and has room; no file is left"
                            + " behind.",
                    e);
        }
    }

    private void await(
            DumpPlace place, PendingDump.Request request, boolean packed, Duration silence)
            throws IOException, CaptureException {
        try (PendingDump dump = request.send(place.namedFile(), packed)) {
            long size = 0;
            long lastChange = System.nanoTime();
            while (!dump.await(POLL)) {
                long now = place.size();
                lastChange = now == size ? lastChange : System.nanoTime();
                size = now;
                if (System.nanoTime() - lastChange > silence.toNanos()) {
                    throw new TargetCallException(
                            "jvm:" + pid,
                            "its dump to grow",
                            "no byte within %d s".formatted(silence.toSeconds()),
                            "It may be stopped, or its disk may hang.");
                }
                show(size);
            }
            dump.check();
        }
    }

    private void show(long size) {
        lookAtRss();
        progress.advanced(
                size == 0 ? Stage.BUILDING : Stage.WRITING,
                Math.min(1, size / estimate.file().value()));
    }

    private void lookAtRss() {
        machine.proc()
                .status(pid)
                .ifPresent(status -> peakRss = Math.max(peakRss, status.rss().value()));
    }

    private static void checkBeginning(Path file) throws IOException, SnapshotFileException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(MAGIC_LENGTH);
        }
        boolean packed =
                beginning.length > 1 && beginning[0] == 0x1f && beginning[1] == (byte) 0x8b;
        if (!packed && !new String(beginning, StandardCharsets.ISO_8859_1).equals("JAVA PROFILE")) {
            throw new SnapshotFileException(
                    file.toString(), "a heap dump", "something else", "Take it again.");
        }
    }

    /** The kernel's high-water mark if it rose, since it misses nothing; else what we saw. */
    private Bytes peak(Bytes highestBefore) {
        Bytes highest = highestRss();
        return highest.value() > highestBefore.value() ? highest : Bytes.of(peakRss);
    }

    private Bytes highestRss() {
        return machine.proc().status(pid).map(ProcessStatus::peakRss).orElse(Bytes.of(0));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "no such folder";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
