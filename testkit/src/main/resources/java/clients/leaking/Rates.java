package com.example.rates;

import harness.Service;

/** Each call asks for a rate. */
public final class Rates implements Service {
    private final RateClients clients = new RateClients();

    @Override
    public Object handle(int number) {
        return clients.of("session-" + number).followRedirects();
    }
}
