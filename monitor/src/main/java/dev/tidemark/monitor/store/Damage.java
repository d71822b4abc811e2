package dev.tidemark.monitor.store;

import java.util.concurrent.atomic.AtomicLong;

/** Counts rows that are not what was written, and says so. Threads: any. */
final class Damage implements Runnable {
    private final AtomicLong rows = new AtomicLong();
    private final Trouble trouble;

    Damage(Trouble trouble) {
        this.trouble = trouble;
    }

    /** One more was found. */
    @Override
    public void run() {
        trouble.is(
                Trouble.Kind.DAMAGE,
                "%d packed rows are damaged and left out: check the disk"
                        .formatted(rows.incrementAndGet()));
    }

    /** What is wrong besides it. */
    Trouble trouble() {
        return trouble;
    }

    long rows() {
        return rows.get();
    }
}
