package com.example.accounts;

/** The keys are the same for every account, so each value takes the place of the last one. */
final class Account {
    private static final String[] KEYS = {"account", "teller", "branch", "currency"};

    private Account() {}

    static int open(String name) {
        for (String key : KEYS) {
            LogContext.put(key, key + " of " + name);
        }
        return LogContext.size();
    }
}
