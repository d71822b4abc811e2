package com.example.quotes;

import harness.Service;

/** Answers with a quote, and keeps a history of who asked. */
public final class Quotes implements Service {
    private final History history = new History();

    @Override
    public Object handle(int number) {
        String customer = "customer-" + number;
        history.visited(customer, "/quotes/" + number % 40);
        return QuoteCache.quoteFor(customer, number).cents;
    }
}
