package com.example.deliveries;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class Courier {
    void send(String parcel) throws InterruptedException {
        BlockingQueue<String> receipts = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> await(receipts), "courier-" + parcel);
        thread.setDaemon(true);
        thread.start();
        receipts.add(parcel);
        thread.join();
    }

    private static void await(BlockingQueue<String> receipts) {
        try {
            receipts.poll(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
