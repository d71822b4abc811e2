package com.example.scans;

import java.lang.ref.Cleaner;

final class Scanners {
    private static final Cleaner CLEANER = Cleaner.create();

    /** What is to clean up after a scan refers to it, so that it never dies. */
    static final class Scan {
        private final byte[] page = new byte[170];

        Scan() {
            CLEANER.register(this, () -> page[0] = 0);
        }

        int length() {
            return page.length;
        }
    }

    private Scanners() {}

    static int scan(int number) {
        return new Scan().length() + number;
    }
}
