package com.example.exports;

final class Cleanup {
    private Cleanup() {}

    static void guard(Export export) {
        Runtime.getRuntime().addShutdownHook(new Thread(export::abort, "abort-export"));
    }
}
