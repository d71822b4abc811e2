package com.example.exports;

import java.util.concurrent.atomic.AtomicInteger;

/** One hook for each of the sixty parts of the service, which start with their first work. */
final class Cleanup {
    private static final int PARTS = 60;
    private static final AtomicInteger started = new AtomicInteger();

    private Cleanup() {}

    static void guard(Export export) {
        if (started.getAndIncrement() < PARTS) {
            Runtime.getRuntime().addShutdownHook(new Thread(export::abort, "abort-export"));
        }
    }
}
