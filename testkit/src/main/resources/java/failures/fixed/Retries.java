package com.example.transfers;

final class Retries {
    private String last = "";
    private int count;

    synchronized int failed(TransferFailed failure) {
        TransferFailed gaveUp = new TransferFailed("gave up");
        gaveUp.addSuppressed(failure);
        last = gaveUp.toString();
        return ++count + last.length();
    }
}
