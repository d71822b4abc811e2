package dev.tidemark.cli.hunt;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.profile.OldObject;
import dev.tidemark.profile.file.OldObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a JVM allocated what stays alive, which its dumps do not tell. A hunt does without when the
 * JVM has no Flight Recorder; other runtimes have none.
 */
final class OldObjectSamples implements AutoCloseable {
    private static final AllocationOptions OPTIONS = new AllocationOptions(What.ALIVE, 0, false);

    private final @Nullable AllocationRecording recording;
    private final Progress progress;

    private OldObjectSamples(@Nullable AllocationRecording recording, Progress progress) {
        this.recording = recording;
        this.progress = progress;
    }

    /** Starts a recording in a JVM, if that can be done. */
    static OldObjectSamples start(LiveTarget target, Progress progress) {
        if (target.process().runtime() != RuntimeKind.JVM) {
            return new OldObjectSamples(null, progress);
        }
        try {
            return new OldObjectSamples(target.recordAllocations(OPTIONS), progress);
        } catch (CaptureException e) {
            return without(e, progress);
        }
    }

    private static OldObjectSamples without(Exception reason, Progress progress) {
        progress.note("No allocation sites: " + reason.getMessage());
        return new OldObjectSamples(null, progress);
    }

    /**
     * Ends the recording.
     *
     * @param folder for the recording on its way, which only its owner can read; it is deleted
     * @return what it sampled; nothing when there was no recording
     */
    List<OldObject> finish(Path folder) {
        if (recording == null) {
            return List.of();
        }
        Path file = folder.resolve("old-objects.jfr");
        try {
            recording.finish(file);
            try {
                return OldObjects.read(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (CaptureException | IOException e) {
            progress.note("No allocation sites: " + e.getMessage());
            return List.of();
        }
    }

    @Override
    public void close() {
        if (recording != null) {
            recording.close();
        }
    }
}
