package com.example.quotes;

import java.util.ArrayList;
import java.util.List;

final class History {
    private static final class Visit {
        final String customer;
        final String page;
        final long at = System.currentTimeMillis();

        Visit(String customer, String page) {
            this.customer = customer;
            this.page = page;
        }
    }

    private final List<Visit> visits = new ArrayList<>();

    synchronized void visited(String customer, String page) {
        visits.add(new Visit(customer, page));
    }
}
