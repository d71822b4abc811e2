package com.example.exports;

import java.io.File;

/** Thirty files are used again and again: the set of what to delete has each once. */
final class TemporaryFiles {
    private static final int FILES = 30;

    private TemporaryFiles() {}

    static String use(Export export) {
        String slot = "slot-" + Math.floorMod(export.name.hashCode(), FILES) + ".csv";
        File file = new File(System.getProperty("java.io.tmpdir"), slot);
        file.deleteOnExit();
        return file.getName();
    }
}
