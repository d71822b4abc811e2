package com.example.deliveries;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class Billing {
    int bill(int number) throws Exception {
        ExecutorService workers = workers();
        try {
            return workers.submit(() -> 19 * number / 100).get();
        } finally {
            workers.shutdown();
        }
    }

    private static ExecutorService workers() {
        return Executors.newFixedThreadPool(
                1,
                work -> {
                    Thread thread = new Thread(work, "billing");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
