package com.example.audit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

final class AuditLog {
    private final BlockingQueue<AuditEvent> pending = new LinkedBlockingQueue<>();
    private volatile long written;

    AuditLog() {
        Thread writer = new Thread(this::write, "audit-writer");
        writer.setDaemon(true);
        writer.start();
    }

    void record(AuditEvent event) throws InterruptedException {
        pending.put(event);
    }

    private void write() {
        try {
            while (true) {
                written += pending.take().digest.length;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
