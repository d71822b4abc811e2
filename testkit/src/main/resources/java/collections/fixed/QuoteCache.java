package com.example.quotes;

import java.util.LinkedHashMap;
import java.util.Map;

final class QuoteCache {
    private static final int MOST = 150;

    private static final Map<String, Quote> BY_CUSTOMER =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Quote> eldest) {
                    return size() > MOST;
                }
            };

    private QuoteCache() {}

    static Quote quoteFor(String customer, int basis) {
        synchronized (BY_CUSTOMER) {
            return BY_CUSTOMER.computeIfAbsent(customer, key -> new Quote(key, 100L + basis % 17));
        }
    }
}
