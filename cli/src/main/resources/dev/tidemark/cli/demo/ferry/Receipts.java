package ferry;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Receipts go to the printer on the quay, one after the other. */
final class Receipts {
    private record Receipt(int booking, long cents, String text) {}

    private final BlockingQueue<Receipt> unprinted = new LinkedBlockingQueue<>();

    Receipts() {
        Thread printer = new Thread(this::print, "printer");
        printer.setDaemon(true);
        printer.setUncaughtExceptionHandler((thread, failure) -> {});
        printer.start();
    }

    void print(Booking booking) {
        unprinted.add(
                new Receipt(
                        booking.number(),
                        booking.cents(),
                        Templates.fill("receipt", booking)));
    }

    private void print() {
        try {
            while (true) {
                send(unprinted.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Receipt receipt) {
        if (receipt.booking() % 16 == 0) {
            throw new IllegalStateException("printer: out of paper");
        }
    }
}
