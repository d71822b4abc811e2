package com.example.sessions;

final class Session {
    final String name;
    final byte[] state = new byte[200];

    Session(String name) {
        this.name = name;
    }
}
