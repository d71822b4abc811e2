package com.example.prices;

import harness.Service;

public final class Portfolios implements Service {
    @Override
    public Object handle(int number) {
        Portfolio portfolio = open("customer-" + number);
        if (number % 100 == 0) {
            PriceFeed.NORDIC.publish("NRDX", number);
        }
        return portfolio.summary();
    }

    private static Portfolio open(String customer) {
        Portfolio portfolio = new Portfolio(customer);
        PriceFeed.NORDIC.addListener((symbol, cents) -> portfolio.revalue(symbol, cents));
        return portfolio;
    }
}
