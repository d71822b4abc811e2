package com.example.prices;

import harness.Service;
import java.util.ArrayList;
import java.util.List;

/** Sixty plug-ins listen; they are all replaced now and then. */
public final class Portfolios implements Service {
    private static final int PLUGINS = 60;

    private final List<PriceFeed.PriceListener> installed = new ArrayList<>();

    public Portfolios() {
        install("initial");
    }

    @Override
    public synchronized Object handle(int number) {
        if (number % 25 == 0) {
            installed.forEach(PriceFeed.NORDIC::removeListener);
            installed.clear();
            install("revision-" + number);
        }
        PriceFeed.NORDIC.publish("NRDX", number);
        return number;
    }

    private void install(String revision) {
        for (int i = 0; i < PLUGINS; i++) {
            long[] last = new long[16];
            String name = revision + "-" + i;
            PriceFeed.PriceListener plugin = (symbol, cents) -> last[name.length() % 16] = cents;
            installed.add(plugin);
            PriceFeed.NORDIC.addListener(plugin);
        }
    }
}
