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
import java.util.List;
import java.util.OptionalLong;

/**
 * A live process and what drives it.
 *
 * @param cpuTime of the process, and of what drives it where that is ours
 * @param folder for the snapshots
 */
record LiveWorkload(Driver driver, LiveTarget target, CpuTime cpuTime, Path folder)
        implements Workload {

    /** A process that does its operations itself, or for somebody else. */
    static LiveWorkload of(Driver driver, LiveTarget target, Path folder) {
        return new LiveWorkload(driver, target, CpuTime.of(target.process().pid()), folder);
    }

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
    public OptionalLong heldNumbers() throws CaptureException, IOException {
        return ofTheLiving(target::heldNumbers);
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
        return cpuTime.seconds();
    }

    @Override
    public void close() {
        driver.close();
        target.close();
    }
}
