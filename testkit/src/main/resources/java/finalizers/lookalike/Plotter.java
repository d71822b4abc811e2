package com.example.drawings;

import java.util.concurrent.atomic.AtomicLong;

final class Plotter {
    private static final AtomicLong worn = new AtomicLong();

    /** Has a finalizer as well, which is done at once. */
    static final class Pen {
        private final byte[] ink = new byte[160];

        int draw(int number) {
            return ink.length + number;
        }

        @Override
        protected void finalize() {
            worn.incrementAndGet();
        }
    }

    int draw(int number) {
        return new Pen().draw(number);
    }
}
