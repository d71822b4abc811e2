package com.example.accounts;

import java.util.HashMap;
import java.util.Map;

/** What a thread's lines in the log carry with them. */
final class LogContext {
    private static final ThreadLocal<Map<String, String>> VALUES =
            ThreadLocal.withInitial(HashMap::new);

    private LogContext() {}

    static void put(String key, String value) {
        VALUES.get().put(key, value);
    }

    static void remove(String key) {
        VALUES.get().remove(key);
    }

    static int size() {
        return VALUES.get().size();
    }
}
