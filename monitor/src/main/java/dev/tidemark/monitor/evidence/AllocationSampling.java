package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.file.FileFormat;
import dev.tidemark.profile.file.ProfileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples of what a process allocates while it is asked: by which code, and what of it lives on.
 * They are a help, not the evidence itself: where they cannot be had, there are none. For one
 * thread.
 */
final class AllocationSampling implements AutoCloseable {
    private static final int SAMPLED_BYTES = 128 << 10;

    private final @Nullable AllocationRecording recording;
    private final What what;
    private final Instant since;

    private AllocationSampling(@Nullable AllocationRecording recording, What what, Instant since) {
        this.recording = recording;
        this.what = what;
        this.since = since;
    }

    static AllocationSampling start(LiveTarget target, Instant now) {
        What what =
                switch (target.process().runtime()) {
                    case NODE, CHROME -> What.ALIVE;
                    // A JVM tells of both at once.
                    case JVM, LINUX -> What.ALLOCATED;
                };
        try {
            AllocationOptions options = new AllocationOptions(what, SAMPLED_BYTES, false);
            return new AllocationSampling(target.recordAllocations(options), what, now);
        } catch (CaptureException | UnsupportedOperationException e) {
            return new AllocationSampling(null, what, now);
        }
    }

    /** Ends, and keeps what was sampled in one format for all runtimes; empty when it cannot. */
    Optional<Captured> keep(Path folder, EvidenceFolder files, Instant now) {
        if (recording == null) {
            return Optional.empty();
        }
        Path raw = folder.resolve("recording");
        Path file = folder.resolve("allocations" + EvidenceFolder.PROFILE);
        try {
            try {
                recording.finish(raw);
                AllocationProfile profile = ProfileFiles.read(raw);
                write(file, ProfileFiles.bytes(profile, FileFormat.PPROF));
                return Optional.of(captured(profile, files, file, now));
            } finally {
                Files.deleteIfExists(raw);
            }
        } catch (CaptureException | IOException e) {
            return Optional.empty();
        }
    }

    private Captured captured(
            AllocationProfile profile, EvidenceFolder files, Path file, Instant now)
            throws IOException {
        boolean lives = what == What.ALIVE || profile.total(Measure.ALIVE).bytes() > 0;
        return new Captured(
                lives ? Taken.LIVE_OBJECTS : Taken.ALLOCATIONS,
                since,
                "samples of what was %s in %d s"
                        .formatted(
                                lives ? "made and lives on" : "allocated",
                                Duration.between(since, now).toSeconds()),
                files.name(file),
                Files.size(file),
                0,
                null);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }

    @Override
    public void close() {
        if (recording != null) {
            recording.close();
        }
    }
}
