package com.example.imports;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Thirty files are open all the time, and read again and again. */
final class Inbox {
    private static final int FILES = 30;

    private final InputStream[] inputs = new InputStream[FILES];
    private final Path file;

    Inbox() throws IOException {
        file = Files.writeString(Files.createTempFile("inbox", ".txt"), "first");
        file.toFile().deleteOnExit();
    }

    synchronized int firstByte(int number) throws IOException {
        int at = number / 3 % FILES;
        if (inputs[at] == null) {
            inputs[at] = new FileInputStream(file.toFile());
        }
        return inputs[at].available();
    }
}
