package com.example.plugins.impl;

import com.example.plugins.Plugin;

public final class Reminder implements Plugin {
    private static final long[] TIMES = new long[64];

    private final Thread ticker = new Thread(this::tick, "reminder");

    @Override
    public void start() {
        ticker.setContextClassLoader(Reminder.class.getClassLoader());
        ticker.setDaemon(true);
        ticker.start();
    }

    @Override
    public void stop() {}

    private void tick() {
        try {
            while (true) {
                Thread.sleep(3_600_000);
                TIMES[0]++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
