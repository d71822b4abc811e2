package com.example.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

final class Trail {
    private static final StringBuilder TEXT = new StringBuilder();
    private static final ByteArrayOutputStream RAW = new ByteArrayOutputStream();

    private Trail() {}

    static synchronized void note(String line) {
        TEXT.append(line).append('\n');
        RAW.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }
}
