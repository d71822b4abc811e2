package dev.tidemark.cli.hunt;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.trend.TrendDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Samples a target in the background, at the pace that its work allows, and judges the series. */
final class MemoryWatch implements AutoCloseable {
    private static final Duration GC_EVERY = Duration.ofMillis(500);

    private final LiveTarget target;
    private final LongSupplier operations;
    private final Pace pace;
    private final TrendDetector detector = TrendDetector.ofExercised();
    private final List<MemorySample> samples = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread sampler;
    private final ClassCounts classes = new ClassCounts();
    private boolean counting;
    private double origin = Double.NaN;
    private long nextGc;
    private @Nullable CaptureException failure;

    MemoryWatch(LiveTarget target, Exercise exercise) {
        this.target = target;
        this.operations = exercise::operations;
        this.pace = exercise.pace();
        this.sampler = Thread.ofVirtual().name("memory-watch").unstarted(this::sampleOnAndOn);
    }

    void start() throws CaptureException {
        afterGc();
        sampler.start();
    }

    private void sampleOnAndOn() {
        try {
            while (true) {
                Thread.sleep(pace.readEvery());
                lock.lockInterruptibly();
                try {
                    if (System.nanoTime() >= nextGc) {
                        afterGc();
                    } else {
                        take(target.sample());
                    }
                } finally {
                    lock.unlock();
                }
            }
        } catch (CaptureException e) {
            failure = e;
        } catch (InterruptedException e) {
            // Closed: nothing is left to do.
            Thread.currentThread().interrupt();
        }
    }

    /** Collects all garbage and returns the heap that is left, in bytes. */
    double afterGc() throws CaptureException {
        return afterGc(false);
    }

    /**
     * The same, and counts what is left by class, where the target can; from now on that goes on
     * with some of the collections that are made anyway.
     */
    double counted() throws CaptureException {
        return afterGc(true);
    }

    private double afterGc(boolean count) throws CaptureException {
        lock.lock();
        try {
            failIfLost();
            long start = System.nanoTime();
            counting |= count;
            MemorySample sample =
                    count || (counting && classes.due(start)) ? count() : target.sampleAfterGc();
            long took = System.nanoTime() - start;
            nextGc = System.nanoTime() + Math.max(GC_EVERY.toNanos(), pace.gcRest() * took);
            take(sample);
            return sample.value(Signal.POST_GC_USED)
                    .orElseGet(() -> sample.value(Signal.HEAP_USED).orElse(Double.NaN));
        } finally {
            lock.unlock();
        }
    }

    /** A histogram collects by itself: one pause for both. */
    private MemorySample count() throws CaptureException {
        long start = System.nanoTime();
        Optional<ClassHistogram> histogram = target.classHistogram();
        if (histogram.isEmpty()) {
            counting = false;
            return target.sampleAfterGc();
        }
        long end = System.nanoTime();
        classes.add(end, Duration.ofNanos(end - start), operations.getAsLong(), histogram.get());
        return target.sample();
    }

    /** What was counted until now belongs to the warm-up, save for the latest. */
    void warm() {
        lock.lock();
        try {
            classes.restart();
        } finally {
            lock.unlock();
        }
    }

    /** What the counts say so far. */
    ClassGrowth classes() {
        lock.lock();
        try {
            return classes.growth();
        } finally {
            lock.unlock();
        }
    }

    /** Does something with the target while it is not sampled: a snapshot blocks it. */
    <T> T paused(Action<T> action) throws CaptureException {
        lock.lock();
        try {
            failIfLost();
            return action.run();
        } finally {
            lock.unlock();
        }
    }

    private void failIfLost() throws CaptureException {
        CaptureException lost = failure;
        if (lost != null) {
            throw lost;
        }
    }

    private void take(MemorySample sample) {
        if (Double.isNaN(origin)) {
            origin = sample.seconds();
        }
        MemorySample own = new MemorySample(sample.seconds() - origin, sample.values());
        long done = operations.getAsLong();
        if (done > 0) {
            own = own.with(Signal.OPERATIONS, (double) done);
        }
        samples.add(own);
        detector.add(own);
    }

    /** All samples so far; their time counts from the first. */
    List<MemorySample> samples() {
        lock.lock();
        try {
            return List.copyOf(samples);
        } finally {
            lock.unlock();
        }
    }

    TrendVerdict verdict() {
        lock.lock();
        try {
            return detector.verdict();
        } finally {
            lock.unlock();
        }
    }

    /** Samples no more; what was sampled stays. May be called twice. */
    void stop() {
        sampler.interrupt();
    }

    @Override
    public void close() {
        stop();
    }

    /** Something that needs the target for itself. */
    interface Action<T> {
        T run() throws CaptureException;
    }
}
