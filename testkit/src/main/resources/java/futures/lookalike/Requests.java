package com.example.requests;

import harness.Service;
import java.util.concurrent.CompletableFuture;

/** Forty requests wait for the same answer, which comes; then it is asked for anew. */
public final class Requests implements Service {
    private static final int AT_ONCE = 40;

    private CompletableFuture<String> answer = new CompletableFuture<>();
    private long answered;

    @Override
    public synchronized Object handle(int number) {
        byte[] body = new byte[300];
        answer.thenAccept(text -> answered += text.length() + body.length);
        if (number % AT_ONCE == AT_ONCE - 1) {
            answer.complete("answer " + number);
            answer = new CompletableFuture<>();
        }
        return answered;
    }
}
