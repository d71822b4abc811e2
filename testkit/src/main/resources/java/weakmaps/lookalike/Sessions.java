package com.example.sessions;

import harness.Service;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Some sessions are always alive, and their preferences with them. */
public final class Sessions implements Service {
    private static final Map<Session, Preferences> PREFERENCES =
            Collections.synchronizedMap(new WeakHashMap<>());
    private static final int ALIVE = 50;

    private final Session[] alive = new Session[ALIVE];

    @Override
    public synchronized Object handle(int number) {
        Session session = new Session("session-" + number);
        alive[number % ALIVE] = session;
        PREFERENCES.put(session, new Preferences(session));
        return session.name;
    }
}
