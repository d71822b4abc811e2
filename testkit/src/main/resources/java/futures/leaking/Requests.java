package com.example.requests;

import harness.Service;
import java.util.concurrent.CompletableFuture;

/** Every request is to be cancelled when the service stops, which it does once in a year. */
public final class Requests implements Service {
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    @Override
    public Object handle(int number) {
        Request request = new Request("request-" + number);
        stopped.thenRun(() -> request.cancel());
        return request.id;
    }
}
