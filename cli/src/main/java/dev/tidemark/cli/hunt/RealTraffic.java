package dev.tidemark.cli.hunt;

import dev.tidemark.cli.terminal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Whatever the target does by itself, for a while. */
public final class RealTraffic implements Exercise {
    private static final int WARM_UP_ROUNDS_IN_A_STEP = 4;
    private static final Duration TICK = Duration.ofMillis(200);

    private final Duration interval;

    /**
     * @param interval from one snapshot to the next
     */
    public RealTraffic(Duration interval) {
        this.interval = interval;
    }

    @Override
    public String unit() {
        return "step";
    }

    @Override
    public long operations() {
        return 0;
    }

    @Override
    public Pace pace() {
        return Pace.ofRealTraffic(interval);
    }

    @Override
    public void warmUp(Progress progress) throws InterruptedException {
        pass(interval.dividedBy(WARM_UP_ROUNDS_IN_A_STEP), progress);
    }

    @Override
    public void step(Progress progress) throws InterruptedException {
        pass(interval, progress);
    }

    private static void pass(Duration time, Progress progress) throws InterruptedException {
        long start = System.nanoTime();
        long passed = 0;
        while (passed < time.toNanos()) {
            Thread.sleep(Math.min(TICK.toMillis(), (time.toNanos() - passed) / 1_000_000 + 1));
            passed = System.nanoTime() - start;
            progress.fraction(
                    passed / (double) time.toNanos(),
                    String.format(
                            Locale.ROOT, "%d of %d s", passed / 1_000_000_000, time.toSeconds()));
        }
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
