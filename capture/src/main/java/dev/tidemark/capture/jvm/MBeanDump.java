package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.capture.TargetCallException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.ObjectName;

/** A dump by the HotSpotDiagnostic MBean: live objects only, after a full collection. */
record MBeanDump(FutureTask<Boolean> task, Path file) implements PendingDump {
    private static final ObjectName DIAGNOSTIC =
            Names.of("com.sun.management:type=HotSpotDiagnostic");

    /** Asks over JMX. */
    record By(JmxConnection jmx, Duration longest) implements Request {
        @Override
        public PendingDump send(Path file, boolean packed) throws CaptureException {
            if (packed) {
                throw new SnapshotFileException(
                        file.toString(),
                        "a dump that is not compressed",
                        "a name that ends with .gz",
                        "JMX cannot compress: choose a name that ends with .hprof.");
            }
            FutureTask<Boolean> task =
                    new FutureTask<>(() -> {
                        jmx.invoke(
                                DIAGNOSTIC,
                                "dumpHeap",
                                List.of(file.toString(), true),
                                List.of("java.lang.String", "boolean"),
                                longest);
                        return true;
                    });
            Thread.ofVirtual().name("tidemark-dump").start(task);
            return new MBeanDump(task, file);
        }
    }

    @Override
    public boolean await(Duration time) throws IOException, CaptureException {
        try {
            task.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // Told by check().
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while a dump was written");
        }
    }

    @Override
    public void check() throws CaptureException {
        switch (task.state()) {
            case SUCCESS -> {}
            case RUNNING, CANCELLED, FAILED -> {
                if (task.state() == FutureTask.State.FAILED
                        && task.exceptionNow() instanceof CaptureException failure) {
                    // Who may only read is told to log in as somebody else.
                    throw failure instanceof TargetCallException
                                    && !(failure.getCause() instanceof SecurityException)
                            ? new SnapshotFileException(
                                    file.toString(),
                                    "the JVM to write its dump",
                                    failure.getCause() == null
                                            ? "a refusal"
                                            : JmxRefusals.reason(failure.getCause()),
                                    "Choose a folder that it may write to, and that has room.",
                                    failure)
                            : failure;
                }
                throw new SnapshotFileException(
                        file.toString(),
                        "the JVM to write its dump",
                        task.state().toString(),
                        "Take it again.");
            }
        }
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
