package com.example.orders;

final class Measured {
    private Measured() {}

    static int order(int number) {
        String status = number % 10 == 0 ? "rejected" : "accepted";
        Meters.Tag tag = new Meters.Tag("status", status);
        Meters.Tag customer = new Meters.Tag("customer", "customer-" + number);
        Meters.GLOBAL.counter("orders", tag, customer).value.increment();
        return number;
    }
}
