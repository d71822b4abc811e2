package com.example.exports;

final class Cleanup {
    private Cleanup() {}

    static void guard(Export export) {
        Thread hook = new Thread(export::abort, "abort-export");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            export.rows[1]++;
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
