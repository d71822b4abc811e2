package com.example.quotes;

/** What one customer pays for one product. */
final class Quote {
    final String customer;
    final long cents;
    final byte[] document = new byte[256];

    Quote(String customer, long cents) {
        this.customer = customer;
        this.cents = cents;
    }
}
