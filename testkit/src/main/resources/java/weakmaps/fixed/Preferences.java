package com.example.sessions;

import java.lang.ref.WeakReference;

/** Goes with its session, to which it only has a weak reference. */
final class Preferences {
    final WeakReference<Session> session;
    final byte[] theme = new byte[64];

    Preferences(Session session) {
        this.session = new WeakReference<>(session);
    }
}
