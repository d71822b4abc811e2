package com.example.sessions;

/** Meant to go with its session, and holds it. */
final class Preferences {
    final Session session;
    final byte[] theme = new byte[64];

    Preferences(Session session) {
        this.session = session;
    }
}
