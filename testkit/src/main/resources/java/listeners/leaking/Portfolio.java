package com.example.prices;

import java.util.HashMap;
import java.util.Map;

final class Portfolio {
    private final String customer;
    private final Map<String, Long> prices = new HashMap<>();

    Portfolio(String customer) {
        this.customer = customer;
        prices.put("NRDX", 100L);
        prices.put("HEXP", 90L);
    }

    void revalue(String symbol, long cents) {
        prices.put(symbol, cents);
    }

    String summary() {
        return customer + prices.size();
    }
}
