package com.example.exports;

import java.io.File;

final class TemporaryFiles {
    private TemporaryFiles() {}

    static String use(Export export) {
        File file = new File(System.getProperty("java.io.tmpdir"), export.name + ".csv");
        file.deleteOnExit();
        return file.getName();
    }
}
