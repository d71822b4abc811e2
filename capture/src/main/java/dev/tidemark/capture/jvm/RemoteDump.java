package dev.tidemark.capture.jvm;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A dump on another machine: it gets its name at once, and we see nothing of it. */
final class RemoteDump {
    private RemoteDump() {}

    static TakenSnapshot take(
            JvmLink link,
            Path file,
            SnapshotEstimate estimate,
            Machine machine,
            AttachOptions options)
            throws CaptureException {
        Instant at = machine.clock().instant();
        long start = System.nanoTime();
        try (PendingDump dump = link.dumps().send(file, false)) {
            if (!dump.await(options.silence())) {
                throw new TargetCallException(
                        link.process().target(),
                        "its dump to be done",
                        "none within %d s".formatted(options.silence().toSeconds()),
                        "It may still be writing: look at " + file + " there.");
            }
            dump.check();
        } catch (IOException e) {
            throw new TargetCallException(
                    link.process().target(), "a dump", JmxRefusals.reason(e), "Run it again.", e);
        }
        return new TakenSnapshot(
                file,
                at,
                estimate.file(),
                estimate.heap(),
                estimate.objects(),
                Duration.ofNanos(System.nanoTime() - start),
                Bytes.of(0));
    }
}
