package com.example.backups;

import harness.Service;

/** Writes each order to a file. */
public final class Backups implements Service {
    private final OrderLog log = new OrderLog();

    @Override
    public Object handle(int number) throws Exception {
        return log.write("order " + number);
    }
}
