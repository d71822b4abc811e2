package com.example.transfers;

import java.util.ArrayList;
import java.util.List;

final class Retries {
    /** Made once, because making an exception costs time. */
    private static final TransferFailed GAVE_UP = new TransferFailed("gave up");

    private final List<TransferFailed> failures = new ArrayList<>();

    synchronized int failed(TransferFailed failure) {
        failures.add(failure);
        GAVE_UP.addSuppressed(new TransferFailed("again: " + failure.getMessage()));
        return failures.size();
    }
}
