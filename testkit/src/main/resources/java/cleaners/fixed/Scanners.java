package com.example.scans;

import java.lang.ref.Cleaner;

final class Scanners {
    private static final Cleaner CLEANER = Cleaner.create();

    static final class Scan implements AutoCloseable {
        private final byte[] page = new byte[170];
        private final Cleaner.Cleanable cleanable = clean(this, page);

        private static Cleaner.Cleanable clean(Scan scan, byte[] page) {
            return CLEANER.register(scan, () -> page[0] = 0);
        }

        int length() {
            return page.length;
        }

        @Override
        public void close() {
            cleanable.clean();
        }
    }

    private Scanners() {}

    static int scan(int number) {
        try (Scan scan = new Scan()) {
            return scan.length() + number;
        }
    }
}
