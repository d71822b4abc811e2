package com.example.audit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

final class Mailer {
    private final ExecutorService outbox =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(50),
                    work -> {
                        Thread thread = new Thread(work, "mailer");
                        thread.setDaemon(true);
                        return thread;
                    },
                    new ThreadPoolExecutor.CallerRunsPolicy());

    void send(String text) {
        StringBuilder letter = new StringBuilder(text).append(", with kind regards");
        outbox.submit(letter::length);
    }
}
