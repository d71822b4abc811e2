package com.example.quotes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class QuoteCache {
    private static final Map<String, Quote> BY_CUSTOMER = new ConcurrentHashMap<>();

    private QuoteCache() {}

    static Quote quoteFor(String customer, int basis) {
        return BY_CUSTOMER.computeIfAbsent(customer, key -> new Quote(key, 100L + basis % 17));
    }
}
