package com.example.prices;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells everyone who wants to know about prices. */
final class PriceFeed {
    interface PriceListener {
        void onPrice(String symbol, long cents);
    }

    static final PriceFeed NORDIC = new PriceFeed();

    private final List<PriceListener> listeners = new CopyOnWriteArrayList<>();

    void addListener(PriceListener listener) {
        listeners.add(listener);
    }

    void removeListener(PriceListener listener) {
        listeners.remove(listener);
    }

    void publish(String symbol, long cents) {
        for (PriceListener listener : listeners) {
            listener.onPrice(symbol, cents);
        }
    }
}
