package com.example.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class TemporaryFiles {
    private TemporaryFiles() {}

    static String use(Export export) throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), export.name + ".csv");
        try {
            return file.getFileName().toString();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
