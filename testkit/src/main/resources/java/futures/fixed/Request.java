package com.example.requests;

final class Request {
    final String id;
    final byte[] body = new byte[300];
    volatile boolean cancelled;

    Request(String id) {
        this.id = id;
    }

    void cancel() {
        cancelled = true;
    }
}
