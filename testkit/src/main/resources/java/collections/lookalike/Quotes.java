package com.example.quotes;

import harness.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache on its way to its bound, a memo of few keys, and a batch that is sent when it is full. */
public final class Quotes implements Service {
    private static final LruCache<String, Quote> BY_CUSTOMER = new LruCache<>(20_000);
    private static final Map<String, Quote> BY_COUNTRY = new ConcurrentHashMap<>();
    private static final int BATCH = 64;

    private final List<Quote> batch = new ArrayList<>();

    @Override
    public synchronized Object handle(int number) {
        Quote quote =
                BY_CUSTOMER.computeIfAbsent("customer-" + number, key -> new Quote(key, number));
        BY_COUNTRY.computeIfAbsent("country-" + number % 90, key -> new Quote(key, number));
        batch.add(new Quote("batch", number));
        if (batch.size() == BATCH) {
            batch.clear();
        }
        return quote.cents;
    }
}
