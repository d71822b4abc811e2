package com.example.transfers;

import harness.Service;

/** Every transfer fails at first, and is tried again. */
public final class Transfers implements Service {
    private final Retries retries = new Retries();

    @Override
    public Object handle(int number) {
        try {
            throw new TransferFailed("transfer-" + number);
        } catch (TransferFailed e) {
            return retries.failed(e);
        }
    }
}
