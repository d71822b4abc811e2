package com.example.journal;

final class Trail {
    private static final int MOST = 1000;
    private static final StringBuilder TEXT = new StringBuilder();
    private static int flushed;

    private Trail() {}

    static synchronized void note(String line) {
        TEXT.append(line).append('\n');
        if (TEXT.length() > MOST) {
            flushed += TEXT.length();
            TEXT.setLength(0);
        }
    }
}
