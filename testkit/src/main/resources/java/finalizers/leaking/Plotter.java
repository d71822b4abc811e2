package com.example.drawings;

import java.util.concurrent.CountDownLatch;

final class Plotter {
    private static final CountDownLatch paperChanged = new CountDownLatch(1);

    /** Its finalizer waits for the device, and with it all finalizers of the process. */
    static final class Pen {
        private final byte[] ink = new byte[160];

        int draw(int number) {
            return ink.length + number;
        }

        @Override
        protected void finalize() throws InterruptedException {
            paperChanged.await();
        }
    }

    int draw(int number) {
        return new Pen().draw(number);
    }
}
