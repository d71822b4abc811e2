package dev.tidemark.monitor.ingest;

import dev.tidemark.monitor.ingest.Outlet.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Who tells one signal of one process. Two metrics may say the same (a process and its container),
 * and two senders may send the same metric (a pair of Prometheus servers): only one of them counts,
 * or the signal would jump between them. The others stand by until it falls silent. Threads: any.
 */
final class Claim {
    /** Longer than the usual intervals of scraping, and than a server takes to restart. */
    static final long SILENCE_MILLIS = 5 * 60_000L;

    /** Two metrics, each sent by two, may tell all parts. */
    private static final int TELLERS_OF_PART = 4;

    private final Map<String, Target> tellers = new HashMap<>();
    private final int mostParts;
    private int targets;
    private int rank = Integer.MAX_VALUE;

    Claim(int mostParts) {
        this.mostParts = mostParts;
    }

    /** Whether another series may tell the signal, or stand by; {@link #leave} makes room. */
    synchronized boolean hasRoom() {
        return targets < TELLERS_OF_PART * mostParts;
    }

    synchronized void join() {
        targets++;
    }

    synchronized void leave() {
        targets--;
    }

    /** Whether the target tells the signal from now on. */
    synchronized boolean enter(Target target, long epochMillis) {
        if (target.rank() < rank
                || (target.rank() > rank && silent(tellers.values(), epochMillis))) {
            tellers.values().forEach(teller -> teller.activate(false));
            tellers.clear();
            rank = target.rank();
        }
        if (target.rank() != rank) {
            return false;
        }
        Target teller = tellers.get(target.part());
        boolean free =
                teller == null
                        ? tellers.size() < mostParts
                        : teller == target || silent(teller, epochMillis);
        if (free) {
            if (teller != null) {
                teller.activate(false);
            }
            tellers.put(target.part(), target);
            target.activate(true);
        }
        return free;
    }

    private static boolean silent(Collection<Target> tellers, long epochMillis) {
        return tellers.stream().allMatch(teller -> silent(teller, epochMillis));
    }

    private static boolean silent(Target teller, long epochMillis) {
        return teller.lastMillis() < epochMillis - SILENCE_MILLIS;
    }
}
