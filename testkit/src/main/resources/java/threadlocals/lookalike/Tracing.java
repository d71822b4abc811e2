package com.example.tracing;

import harness.Service;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does its work on a pool of three threads, and traces it. */
public final class Tracing implements Service {
    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    @Override
    public Object handle(int number) throws Exception {
        return pool.submit(() -> Traced.run("request-" + number)).get();
    }
}
