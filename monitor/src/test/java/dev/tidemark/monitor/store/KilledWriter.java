package dev.tidemark.monitor.store;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A monitor to be killed: appends reading after reading, as fast as it can, and tells how many of
 * them are on the disk. Reading number {@code n} is the {@code n / PROCESSES}th of process {@code n
 * % PROCESSES}, and {@code n} is its value.
 */
final class KilledWriter {
    static final int PROCESSES = 20;
    static final long STEP_MILLIS = 1000;

    /** Small segments and a short pause, so that every kind of write is under way all the time. */
    static final StoreSettings SETTINGS =
            new StoreSettings(
                    new StoreLimits(Duration.ofMillis(5), Duration.ofHours(1), 40_000, 50_000_000),
                    Retention.standard());

    private static final int BATCH = 100;

    private KilledWriter() {}

    /** Arguments: where the store is, and the number of the next reading. */
    @SuppressWarnings("InfiniteLoop") // until it is killed
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Store store = open(arguments[0]);
        for (int process = 0; process < PROCESSES; process++) {
            if (store.history().register(watched(process)) != process) {
                throw new IllegalStateException("another number than before");
            }
        }
        long first = Long.parseLong(arguments[1]);
        for (long next = first; ; next += BATCH) {
            SampleBatch batch = new SampleBatch();
            for (long n = next; n < next + BATCH; n++) {
                batch.add((int) (n % PROCESSES), Signal.RSS, millis(n), (double) n);
            }
            store.history().append(batch);
            store.history().saveDetector(0, next, new byte[1000]);
            out.println(next + BATCH - store.counts().waiting());
            Thread.sleep(1);
        }
    }

    static Store open(String location) throws StoreException {
        return Store.open(
                Store.database(StoreLocation.of(location, Optional.empty())),
                SETTINGS,
                InstantSource.system(),
                System::nanoTime);
    }

    static Watched watched(int process) {
        return new Watched(
                new ProcessKey("killed", "", "number " + process), RuntimeKind.LINUX, null);
    }

    static long millis(long n) {
        return StoreRig.START + n / PROCESSES * STEP_MILLIS;
    }
}
