package com.example.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Twenty letters at a time wait in a queue without a bound, and all go out. */
final class Mailer {
    private final ExecutorService outbox =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread thread = new Thread(work, "mailer");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final List<Future<Integer>> burst = new ArrayList<>();

    synchronized void send(String text) throws Exception {
        StringBuilder letter = new StringBuilder(text).append(", with kind regards");
        burst.add(outbox.submit(letter::length));
        if (burst.size() == 20) {
            for (Future<Integer> sent : burst) {
                sent.get();
            }
            burst.clear();
        }
    }
}
