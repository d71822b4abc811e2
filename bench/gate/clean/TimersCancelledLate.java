import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A time limit for each operation, cancelled when 300 more have been done. */
public class TimersCancelledLate {
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "time-limits");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Queue<Future<?>> limits = new ArrayDeque<>();

    public void iteration() {
        limits.add(timers.schedule(() -> {}, 500, TimeUnit.MILLISECONDS));
        if (limits.size() > 300) {
            limits.remove().cancel(false);
        }
    }

    public void teardown() {
        timers.shutdownNow();
    }
}
