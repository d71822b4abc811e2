package com.example.batches;

import harness.Service;

/** Gives each batch a log of its own. */
public final class Batches implements Service {
    @Override
    public Object handle(int number) {
        return BatchLog.run("batch-" + number);
    }
}
