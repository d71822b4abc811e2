package com.example.tracing;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What each thread has for itself, and uses again. */
final class Traced {
    private static final ThreadLocal<SimpleDateFormat> FORMAT =
            ThreadLocal.withInitial(() -> new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT));
    private static final ThreadLocal<Map<String, String>> CONTEXT =
            ThreadLocal.withInitial(HashMap::new);
    private static final ThreadLocal<StringBuilder> BUFFER =
            ThreadLocal.withInitial(StringBuilder::new);

    private Traced() {}

    static String run(String name) {
        CONTEXT.get().put("request", name);
        try {
            StringBuilder buffer = BUFFER.get();
            buffer.setLength(0);
            return buffer.append(FORMAT.get().format(new Date())).append(name).toString();
        } finally {
            CONTEXT.get().remove("request");
        }
    }
}
