package com.example.scans;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last seventy scans, and the cleaner cleans up after all others. */
final class Scanners {
    private static final int LAST = 70;
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Deque<Scan> recent = new ArrayDeque<>();

    static final class Scan {
        private final byte[] page = new byte[170];

        Scan() {
            CLEANER.register(this, new Wipe(page));
        }

        int length() {
            return page.length;
        }
    }

    private static final class Wipe implements Runnable {
        private final byte[] page;

        Wipe(byte[] page) {
            this.page = page;
        }

        @Override
        public void run() {
            page[0] = 0;
        }
    }

    private Scanners() {}

    static synchronized int scan(int number) {
        Scan scan = new Scan();
        recent.add(scan);
        if (recent.size() > LAST) {
            recent.remove();
        }
        return scan.length() + number;
    }
}
