package com.example.deliveries;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Each of thirty clients has a pool of its own. */
final class Billing {
    private static final int CLIENTS = 30;

    private final ExecutorService[] byClient = new ExecutorService[CLIENTS];

    int bill(int number) throws Exception {
        int client = number / 2 % CLIENTS;
        synchronized (byClient) {
            if (byClient[client] == null) {
                byClient[client] = workers();
            }
        }
        return byClient[client].submit(() -> 19 * number / 100).get();
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
