package com.example.quotes;

import java.util.ArrayDeque;
import java.util.Deque;

final class History {
    private static final int MOST = 100;

    private static final class Visit {
        final String customer;
        final String page;
        final long at = System.currentTimeMillis();

        Visit(String customer, String page) {
            this.customer = customer;
            this.page = page;
        }
    }

    private final Deque<Visit> visits = new ArrayDeque<>();

    synchronized void visited(String customer, String page) {
        visits.add(new Visit(customer, page));
        if (visits.size() > MOST) {
            visits.remove();
        }
    }
}
