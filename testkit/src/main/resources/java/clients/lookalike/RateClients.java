package com.example.rates;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client for each of eight sources, made when it is asked for the first time. */
final class RateClients {
    private static final int SOURCES = 8;

    private final Map<Integer, HttpClient> bySource = new ConcurrentHashMap<>();

    HttpClient of(String session) {
        int source = Math.floorMod(session.hashCode(), SOURCES);
        return bySource.computeIfAbsent(source, key -> HttpClient.newHttpClient());
    }
}
