package com.example.requests;

import harness.Service;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** One step waits for the end, and cancels what runs then. */
public final class Requests implements Service {
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Set<Request> running = ConcurrentHashMap.newKeySet();

    public Requests() {
        stopped.thenRun(() -> running.forEach(Request::cancel));
    }

    @Override
    public Object handle(int number) {
        Request request = new Request("request-" + number);
        running.add(request);
        try {
            return request.id;
        } finally {
            running.remove(request);
        }
    }
}
