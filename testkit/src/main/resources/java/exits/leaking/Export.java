package com.example.exports;

final class Export {
    final String name;
    final byte[] rows = new byte[150];

    Export(String name) {
        this.name = name;
    }

    void abort() {
        rows[0] = 1;
    }
}
