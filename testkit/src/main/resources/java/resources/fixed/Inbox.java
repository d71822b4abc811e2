package com.example.imports;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

final class Inbox {
    private final Path file;

    Inbox() throws IOException {
        file = Files.writeString(Files.createTempFile("inbox", ".txt"), "first");
        file.toFile().deleteOnExit();
    }

    synchronized int firstByte(int number) throws IOException {
        try (InputStream input = new FileInputStream(file.toFile())) {
            return input.read();
        }
    }
}
