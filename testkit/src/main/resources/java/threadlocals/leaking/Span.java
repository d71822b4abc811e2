package com.example.tracing;

final class Span {
    final String name;
    final byte[] baggage = new byte[180];

    Span(String name) {
        this.name = name;
    }
}
