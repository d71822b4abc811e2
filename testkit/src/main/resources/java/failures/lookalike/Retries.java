package com.example.transfers;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last forty failures, for whoever looks at the page of this service. */
final class Retries {
    private static final int LAST = 40;

    private final Deque<TransferFailed> failures = new ArrayDeque<>();

    synchronized int failed(TransferFailed failure) {
        failures.add(failure);
        if (failures.size() > LAST) {
            failures.remove();
        }
        return failures.size();
    }
}
