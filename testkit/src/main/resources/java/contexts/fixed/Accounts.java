package com.example.accounts;

import harness.Service;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Works on two threads, and says in each line of its log for whom. */
public final class Accounts implements Service {
    private final ExecutorService pool =
            Executors.newFixedThreadPool(
                    2,
                    work -> {
                        Thread thread = new Thread(work, "accounts");
                        thread.setDaemon(true);
                        return thread;
                    });

    @Override
    public Object handle(int number) throws Exception {
        return pool.submit(() -> Account.open("account-" + number)).get();
    }
}
