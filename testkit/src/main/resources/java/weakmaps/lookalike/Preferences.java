package com.example.sessions;

/** Needs no way back to its session. */
final class Preferences {
    final String name;
    final byte[] theme = new byte[64];

    Preferences(Session session) {
        this.name = session.name;
    }
}
