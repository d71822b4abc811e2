package dev.tidemark.cli.profile;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.file.ProfileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings of one kind in all heaps of a target at the same time: its own and those of its worker
 * threads. A worker that ends meanwhile takes its recording along; that is told.
 */
final class Recordings implements AutoCloseable {
    private final AllocationRecording main;
    private final List<AllocationRecording> workers = new ArrayList<>();
    private final Progress progress;

    private Recordings(AllocationRecording main, Progress progress) {
        this.main = main;
        this.progress = progress;
    }

    static Recordings start(LiveTarget target, AllocationOptions kind, Progress progress)
            throws CaptureException {
        Recordings recordings = new Recordings(target.recordAllocations(kind), progress);
        // Each single object is told by a snapshot, which is that of one heap.
        if (kind.what() != What.EVERY_OBJECT) {
            recordings.addWorkers(target, kind);
        }
        return recordings;
    }

    private void addWorkers(LiveTarget target, AllocationOptions kind) {
        try {
            for (LiveTarget worker : target.workers()) {
                workers.add(worker.recordAllocations(kind));
            }
        } catch (CaptureException e) {
            lost(e);
        }
    }

    private void lost(Exception reason) {
        progress.note("A worker thread is missing: " + reason.getMessage());
    }

    /**
     * Ends all of them.
     *
     * @param folder for the recordings on their way; they are deleted
     */
    AllocationProfile finish(Path folder) throws CaptureException, IOException {
        AllocationProfile all = read(main, folder);
        for (AllocationRecording worker : workers) {
            try {
                all = all.plus(read(worker, folder));
            } catch (CaptureException e) {
                lost(e);
            }
        }
        return all;
    }

    private static AllocationProfile read(AllocationRecording recording, Path folder)
            throws CaptureException, IOException {
        Path file = folder.resolve("allocations.recording");
        try {
            recording.finish(file);
            return ProfileFiles.read(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        main.close();
        workers.forEach(AllocationRecording::close);
    }
}
