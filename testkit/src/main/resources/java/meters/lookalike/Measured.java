package com.example.orders;

/** One counter for each of ninety shops. */
final class Measured {
    private Measured() {}

    static int order(int number) {
        String status = number % 10 == 0 ? "rejected" : "accepted";
        Meters.Tag tag = new Meters.Tag("status", status);
        Meters.Tag shop = new Meters.Tag("shop", "shop-" + number % 90);
        Meters.GLOBAL.counter("orders", tag, shop).value.increment();
        return number;
    }
}
