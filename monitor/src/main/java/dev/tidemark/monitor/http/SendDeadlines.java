package dev.tidemark.monitor.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long to send: a client that does not read must not hold a thread, a
 * connection and an answer for ever.
 *
 * <p>The JDK's server bounds how long a request may take to come in, but a bound for answers would
 * end streams of events, too. So the thread that sends is interrupted, which closes its channel.
 */
final class SendDeadlines implements AutoCloseable {
    private static final long TICK_MILLIS = 500;

    private final Set<Sending> underWay = ConcurrentHashMap.newKeySet();
    private final Thread watch;
    private volatile boolean closed;

    SendDeadlines() {
        watch = Thread.ofVirtual().name("tidemark-send-deadlines").start(this::run);
    }

    /** From now on the calling thread is sending; closing what is returned says that it is done. */
    Sending start(Duration most) {
        Sending sending =
                new Sending(this, Thread.currentThread(), System.nanoTime() + most.toNanos());
        underWay.add(sending);
        return sending;
    }

    private void run() {
        while (!closed) {
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            underWay.forEach(sending -> sending.endIfLate(now));
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
    }

    /** One thread that sends. */
    static final class Sending implements AutoCloseable {
        private final SendDeadlines owner;
        private final Thread thread;
        private final long untilNanos;
        private boolean done;

        private Sending(SendDeadlines owner, Thread thread, long untilNanos) {
            this.owner = owner;
            this.thread = thread;
            this.untilNanos = untilNanos;
        }

        // Atomic with close(): a thread that has just finished sending is not interrupted.
        private synchronized void endIfLate(long nowNanos) {
            if (!done && nowNanos - untilNanos > 0) {
                thread.interrupt();
            }
        }

        @Override
        public void close() {
            owner.underWay.remove(this);
            synchronized (this) {
                done = true;
            }
        }
    }
}
