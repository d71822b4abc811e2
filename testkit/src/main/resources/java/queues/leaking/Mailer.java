package com.example.audit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class Mailer {
    private final ExecutorService outbox =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread thread = new Thread(work, "mailer");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final CountDownLatch answer = new CountDownLatch(1);

    /** The first waits for a server that never answers, and all others for the first. */
    void send(String text) {
        StringBuilder letter = new StringBuilder(text).append(", with kind regards");
        outbox.submit(
                () -> {
                    answer.await();
                    return letter.length();
                });
    }
}
