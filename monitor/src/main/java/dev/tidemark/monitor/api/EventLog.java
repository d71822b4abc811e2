package dev.tidemark.monitor.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has happened lately, in order, for streams to follow. Holds the last thousand events: a
 * stream that is further behind has to begin anew. Threads: any.
 */
final class EventLog {
    private static final int KEPT = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Event[] ring = new Event[KEPT];
    private final String run;
    private long next = 1;

    /**
     * @param run tells this log from that of an earlier start of the program; letters and digits
     */
    EventLog(String run) {
        this.run = run;
    }

    /** One thing that happened; {@code data} is one line of JSON. */
    record Event(long number, String type, String data) {}

    void publish(String type, byte[] json) {
        lock.lock();
        try {
            String data = new String(json, StandardCharsets.UTF_8);
            ring[(int) (next % KEPT)] = new Event(next, type, data);
            next++;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The id by which a stream that breaks off says how far it came. */
    String id(long number) {
        return run + "-" + number;
    }

    /** The number of the last event; 0 before the first. */
    long last() {
        lock.lock();
        try {
            return next - 1;
        } finally {
            lock.unlock();
        }
    }

    /** The number that an id stands for; -1 if what came after it is not known any more. */
    long resume(String id) {
        String prefix = run + "-";
        if (!id.startsWith(prefix) || !id.substring(prefix.length()).matches("[0-9]{1,18}")) {
            return -1;
        }
        long number = Long.parseLong(id.substring(prefix.length()));
        long last = last();
        return number <= last && last - number < KEPT ? number : -1;
    }

    /** What happened after an event; waits for it, and is empty when nothing does. */
    List<Event> after(long number, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (next - 1 <= number && left > 0) {
                left = more.awaitNanos(left);
            }
            List<Event> events = new ArrayList<>();
            for (long i = Math.max(number + 1, next - KEPT); i < next; i++) {
                events.add(ring[(int) (i % KEPT)]);
            }
            return events;
        } finally {
            lock.unlock();
        }
    }
}
