package com.example.deliveries;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

final class Courier {
    /** Waits for a receipt that is never sent. */
    void send(String parcel) {
        BlockingQueue<String> receipts = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> await(receipts, parcel), "courier-" + parcel);
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(BlockingQueue<String> receipts, String parcel) {
        try {
            String receipt = receipts.take();
            if (!receipt.equals(parcel)) {
                throw new IllegalStateException("wrong receipt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
