package fleet;

import java.util.ArrayList;
import java.util.List;

/** Sells tickets. Every sale subscribes to price changes and never unsubscribes: a leak. */
final class Tickets {
    interface PriceListener {
        void changed(int cents);
    }

    static final class Prices {
        private final List<PriceListener> listeners = new ArrayList<>();

        void subscribe(PriceListener listener) {
            listeners.add(listener);
        }
    }

    record Seat(String row, int number, byte[] barcode) {}

    private static final Prices PRICES = new Prices();

    public static void main(String[] args) throws InterruptedException {
        Traffic.run(sale -> sell((int) sale));
    }

    private static void sell(int sale) {
        Seat seat = new Seat("row " + sale % 40, sale, new byte[4_000]);
        PRICES.subscribe(cents -> seat.barcode()[0] = (byte) cents);
    }
}
