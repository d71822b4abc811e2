package ferry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows when ships are late. */
final class Harbour {
    /** Is told about ships. */
    interface ShipListener {
        void onNews(String ship, String news);
    }

    static final Harbour HOME = new Harbour();

    private final List<ShipListener> listeners = new CopyOnWriteArrayList<>();

    void addListener(ShipListener listener) {
        listeners.add(listener);
    }

    void removeListener(ShipListener listener) {
        listeners.remove(listener);
    }

    void announce(String ship, String news) {
        listeners.forEach(listener -> listener.onNews(ship, news));
    }
}
