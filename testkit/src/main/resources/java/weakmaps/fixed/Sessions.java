package com.example.sessions;

import harness.Service;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Preferences of each session, for as long as the session lives. */
public final class Sessions implements Service {
    private static final Map<Session, Preferences> PREFERENCES =
            Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public Object handle(int number) {
        Session session = new Session("session-" + number);
        PREFERENCES.put(session, new Preferences(session));
        return session.name;
    }
}
