package com.example.parsing;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

final class Names {
    private static final ConcurrentMap<String, String> POOL = new ConcurrentHashMap<>();

    private Names() {}

    static String canonical(String text) {
        String known = POOL.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    static String session(String text) {
        return canonical(text);
    }
}
