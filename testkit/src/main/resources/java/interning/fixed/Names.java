package com.example.parsing;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

final class Names {
    private static final Map<String, WeakReference<String>> POOL = new WeakHashMap<>();

    private Names() {}

    static synchronized String canonical(String text) {
        WeakReference<String> known = POOL.get(text);
        String same = known == null ? null : known.get();
        if (same != null) {
            return same;
        }
        POOL.put(text, new WeakReference<>(text));
        return text;
    }

    static String session(String text) {
        return canonical(text);
    }
}
