package com.example.rates;

import java.net.http.HttpClient;

/** One client for all sessions. */
final class RateClients {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    HttpClient of(String session) {
        return CLIENT;
    }
}
