package com.example.prices;

import harness.Service;

public final class Portfolios implements Service {
    @Override
    public Object handle(int number) {
        Portfolio portfolio = new Portfolio("customer-" + number);
        PriceFeed.PriceListener listener = (symbol, cents) -> portfolio.revalue(symbol, cents);
        PriceFeed.NORDIC.addListener(listener);
        try {
            PriceFeed.NORDIC.publish("NRDX", number);
            return portfolio.summary();
        } finally {
            PriceFeed.NORDIC.removeListener(listener);
        }
    }
}
