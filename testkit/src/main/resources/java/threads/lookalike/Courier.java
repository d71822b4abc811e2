package com.example.deliveries;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Forty couriers, each with a thread that waits for work. */
final class Courier {
    private static final int COURIERS = 40;

    private final BlockingQueue<String> parcels = new LinkedBlockingQueue<>();
    private int couriers;
    private volatile int sent;

    synchronized void send(String parcel) {
        if (couriers++ < COURIERS) {
            Thread thread = new Thread(this::carry, "courier-" + couriers);
            thread.setDaemon(true);
            thread.start();
        }
        parcels.add(parcel);
    }

    private void carry() {
        try {
            while (true) {
                sent += parcels.take().length();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
