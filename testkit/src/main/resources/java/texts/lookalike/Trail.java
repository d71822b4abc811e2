package com.example.journal;

/** Each line is put together in the same buffer, which has room for the longest. */
final class Trail {
    private static final StringBuilder TEXT = new StringBuilder(16_000);
    private static int characters;

    private Trail() {}

    static synchronized void note(String line) {
        TEXT.setLength(0);
        for (int i = 0; i < 50; i++) {
            TEXT.append(line).append('\n');
        }
        characters += TEXT.length();
    }
}
