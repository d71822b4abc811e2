package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A live process and what drives it.
 *
 * @param folder for the snapshots
 */
record LiveWorkload(Driver driver, LiveTarget target, Path folder) implements Workload {

    @Override
    public String unit() {
        return driver.unit();
    }

    @Override
    public void run(long operations) throws IOException, InterruptedException {
        driver.run(operations);
    }

    @Override
    public double liveBytes() throws CaptureException, IOException {
        MemorySample sample = ofTheLiving(target::sampleAfterGc);
        return sample.value(Signal.POST_GC_USED).orElse(0)
                + sample.value(Signal.EXTERNAL).orElse(0)
                + sample.value(Signal.DIRECT_USED).orElse(0);
    }

    @Override
    public double limitBytes() throws CaptureException {
        return target.heapLimit().map(Bytes::value).orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public Path snapshot(int number) throws CaptureException, IOException {
        String extension =
                target.process().runtime() == RuntimeKind.JVM ? ".hprof" : ".heapsnapshot";
        Path file = folder.resolve(number + extension);
        return ofTheLiving(() ->
                        target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE))
                .file();
    }

    private interface Reading<T> {
        T take() throws CaptureException;
    }

    /** A scenario that ended its process knows better why than whoever finds it gone. */
    private <T> T ofTheLiving(Reading<T> reading) throws CaptureException, IOException {
        try {
            return reading.take();
        } catch (TargetLostException e) {
            driver.check();
            throw e;
        }
    }

    @Override
    public List<String> warnings() {
        return driver.warnings();
    }

    @Override
    public double cpuSeconds() {
        return ProcessHandle.of(target.process().pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(0.0);
    }

    @Override
    public void close() {
        driver.close();
        target.close();
    }
}
