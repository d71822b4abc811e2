package com.example.rates;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client for each session, of which nobody says when it ends. */
final class RateClients {
    private final Map<String, HttpClient> bySession = new ConcurrentHashMap<>();

    HttpClient of(String session) {
        return bySession.computeIfAbsent(session, key -> HttpClient.newHttpClient());
    }
}
