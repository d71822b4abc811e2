package dev.tidemark.cli.hunt;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.profile.OldObject;
import dev.tidemark.profile.file.OldObjects;
import dev.tidemark.profile.file.ProfileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples where a target allocates what stays alive, which its snapshots do not tell. A hunt does
 * without when that is not wanted, or the target has no such recording; then it says so.
 */
final class AllocationWatch implements AutoCloseable {
    private final LiveTarget target;
    private final int intervalBytes;
    private @Nullable AllocationRecording recording;
    private Allocations.None without = Allocations.None.UNNEEDED;

    /**
     * @param intervalBytes from one sample of V8 to the next; 0 samples nothing
     */
    AllocationWatch(LiveTarget target, int intervalBytes) {
        this.target = target;
        this.intervalBytes = intervalBytes;
    }

    /**
     * To be called before memory is watched: Flight Recorder's own is no growth of the target. Its
     * recording starts here, as it costs most when it starts.
     */
    void beforeWarmUp() {
        if (isJvm()) {
            start();
        }
    }

    /** To be called after the first snapshot: what V8 samples is compared with what comes then. */
    void beforeSteps() {
        if (!isJvm()) {
            start();
        }
    }

    private boolean isJvm() {
        return target.process().runtime() == RuntimeKind.JVM;
    }

    private void start() {
        if (intervalBytes == 0) {
            return;
        }
        try {
            recording =
                    target.recordAllocations(
                            new AllocationOptions(What.ALIVE, intervalBytes, false));
        } catch (CaptureException e) {
            without = new Allocations.None(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Ends the recording.
     *
     * @param folder for the recording on its way, which only its owner can read; it is deleted
     */
    Allocations finish(Path folder) {
        if (recording == null) {
            return without;
        }
        Path file = folder.resolve("allocations.recording");
        try {
            recording.finish(file);
            try {
                return isJvm()
                        ? oldObjects(OldObjects.read(file))
                        : new Allocations.Survivors(ProfileFiles.read(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (CaptureException | IOException e) {
            return new Allocations.None(String.valueOf(e.getMessage()));
        }
    }

    private static Allocations oldObjects(List<OldObject> objects) {
        return objects.isEmpty()
                ? new Allocations.None("Flight Recorder sampled nothing that is still alive")
                : new Allocations.OldObjects(objects);
    }

    @Override
    public void close() {
        if (recording != null) {
            recording.close();
        }
    }
}
