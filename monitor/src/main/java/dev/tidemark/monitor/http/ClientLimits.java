package dev.tidemark.monitor.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests one client may have under way at once. Threads: any. */
final class ClientLimits {
    private final int most;
    private final Map<InetAddress, Integer> underWay = new ConcurrentHashMap<>();

    ClientLimits(int most) {
        this.most = most;
    }

    /**
     * Lets a request in.
     *
     * @return to be closed when it is done
     * @throws HttpFailure 429 when the client has too many under way
     */
    Lease enter(InetAddress client) {
        if (underWay.merge(client, 1, Integer::sum) > most) {
            leave(client);
            throw new HttpFailure(429, "expected at most %d requests at once".formatted(most));
        }
        return () -> leave(client);
    }

    private void leave(InetAddress client) {
        underWay.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }

    /** A request that is under way. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
