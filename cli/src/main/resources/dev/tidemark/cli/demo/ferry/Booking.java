package ferry;

import java.util.ArrayList;
import java.util.List;

/** A place that is held for somebody. */
final class Booking {
    private final int number;
    private final Sailing sailing;
    private final long cents;
    private final List<String> notices = new ArrayList<>(4);

    Booking(int number, Sailing sailing, long cents) {
        this.number = number;
        this.sailing = sailing;
        this.cents = cents;
    }

    int number() {
        return number;
    }

    Sailing sailing() {
        return sailing;
    }

    long cents() {
        return cents;
    }

    /** The newest three notices are shown. */
    synchronized void notice(String text) {
        if (notices.size() == 3) {
            notices.removeFirst();
        }
        notices.add(text);
    }
}
